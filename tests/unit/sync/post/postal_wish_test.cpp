#include "sync/post/postal_situation.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using domain::Leg;
using domain::Status;

domain::Dossier dossier(std::optional<Status> status, std::string return_method, std::string channel) {
  domain::Dossier out;
  out.procedure = domain::ProcedureCode("2.000815");
  out.status = status;
  if (!return_method.empty()) out.facts["return_method"] = '"' + return_method + '"';
  if (!channel.empty()) out.facts["channel"] = '"' + channel + '"';
  return out;
}

TEST(PostalWish, AResultIsDeliveredWhenItIsReadyAndTheCitizenAskedForThePost) {
  EXPECT_EQ(wish_of(dossier(Status::completed, "post", ""), Leg::deliver), OrderWish::wanted);
  EXPECT_EQ(wish_of(dossier(Status::completed, "counter", "post"), Leg::deliver), OrderWish::not_wanted);
  EXPECT_EQ(wish_of(dossier(Status::completed, "", ""), Leg::deliver), OrderWish::not_wanted);
}

TEST(PostalWish, ADossierIsCollectedWhileItIsRegisteredAndWasSubmittedByPost) {
  EXPECT_EQ(wish_of(dossier(Status::registered, "", "post"), Leg::collect), OrderWish::wanted);
  EXPECT_EQ(wish_of(dossier(Status::registered, "post", "online"), Leg::collect), OrderWish::not_wanted);
}

TEST(PostalWish, WhatWasWithdrawnOrNotAcceptedIsCarriedNoMore) {
  for (const Leg leg : {Leg::collect, Leg::deliver}) {
    EXPECT_EQ(wish_of(dossier(Status::withdrawn, "post", "post"), leg), OrderWish::not_wanted);
    EXPECT_EQ(wish_of(dossier(Status::not_accepted, "post", "post"), leg), OrderWish::not_wanted);
  }
}

TEST(PostalWish, AnyOtherMomentLeavesOrdersAsTheyStand) {
  EXPECT_EQ(wish_of(domain::Dossier(), Leg::deliver), OrderWish::as_it_stands) << "nobody knows it";
  for (const Status status : {Status::registered, Status::processing, Status::stopped, Status::returned})
    EXPECT_EQ(wish_of(dossier(status, "counter", ""), Leg::deliver), OrderWish::as_it_stands);
  for (const Status status : {Status::accepted, Status::completed, Status::returned})
    EXPECT_EQ(wish_of(dossier(status, "", "online"), Leg::collect), OrderWish::as_it_stands);
}

}  // namespace
}  // namespace lienthong::sync
