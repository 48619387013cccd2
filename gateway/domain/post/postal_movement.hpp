#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lienthong::domain {

/// What can happen to a postal item, in the terms of UPU EMSEVT (rules.md 5.2; the codes of the domestic network are
/// not published, so each carrier has a table of codes that leads here).
enum class PostalMovement : std::uint8_t {
  posted,                      ///< EMA
  arrived_at_outward_office,   ///< EMB
  left_outward_office,         ///< EMC
  arrived_at_inward_office,    ///< EMD
  presented_to_customs,        ///< EDB
  held_by_customs,             ///< EME
  returned_from_customs,       ///< EDC
  left_inward_office,          ///< EMF
  entered_sorting_centre,      ///< EDD
  left_sorting_centre,         ///< EDE
  arrived_in_transit,          ///< EMJ
  left_transit,                ///< EMK
  arrived_at_delivery_office,  ///< EMG
  held_at_delivery_office,     ///< EDF
  out_for_delivery,            ///< EDG
  at_collection_point,         ///< EDH
  attempt_failed,              ///< EMH
  delivered,                   ///< EMI, to the addressee
  returned_to_sender,          ///< EMI, to the sender
};

/// The EMSEVT code, as in tables and canonical documents: "EMA". EMSEVT has one code for both ends of an item; the one
/// that is no delivery is "EMI/sender" here.
[[nodiscard]] std::string_view name(PostalMovement movement);
[[nodiscard]] std::optional<PostalMovement> movement_from_name(std::string_view name);
[[nodiscard]] std::string_view vietnamese_name(PostalMovement movement);

/// Nothing follows but a correction.
[[nodiscard]] bool is_terminal(PostalMovement movement);

}  // namespace lienthong::domain
