#include "arrival/tcp_connect.hpp"

#include "arrival/system_error.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace lienthong::arrival {
namespace {

using base::ErrorKind;

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

/// Shared with the resolver's thread, which may outlive the call.
struct Resolution {
  std::mutex mutex;
  std::condition_variable done;
  std::optional<std::vector<Address>> addresses;
};

std::vector<Address> resolve(const std::string& host, const std::string& port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &list) != 0) return {};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
  std::vector<Address> found;
  for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
    Address address;
    std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
    address.size = one->ai_addrlen;
    found.push_back(address);
  }
  return found;
}

base::Result<std::vector<Address>> resolve_within(const std::string& host, std::uint16_t port, const SocketWait& wait) {
  auto resolution = std::make_shared<Resolution>();
  std::thread([resolution, host, port = std::to_string(port)] {
    auto found = resolve(host, port);
    const std::lock_guard lock(resolution->mutex);
    resolution->addresses = std::move(found);
    resolution->done.notify_one();
  }).detach();
  std::unique_lock lock(resolution->mutex);
  while (!resolution->addresses) {
    if (auto time_left = wait.may_go_on(); !time_left) return base::fail(std::move(time_left.error()));
    resolution->done.wait_for(lock, wait.next_look());
  }
  return std::move(*resolution->addresses);
}

/// 0 or the errno of the attempt.
base::Result<int> try_connect(int socket, const Address& address, const SocketWait& wait) {
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  if (auto ready = wait.until_ready(socket, POLLOUT); !ready) return base::fail(std::move(ready.error()));
  int failure = 0;
  socklen_t size = sizeof failure;
  if (::getsockopt(socket, SOL_SOCKET, SO_ERROR, &failure, &size) != 0) return errno;
  return failure;
}

}  // namespace

base::Result<FileDescriptor> connect_tcp(const std::string& host, std::uint16_t port, const SocketWait& wait) {
  const auto addresses = resolve_within(host, port, wait);
  if (!addresses) return base::fail(addresses.error());
  if (addresses->empty()) {
    return base::fail(ErrorKind::transient, "sftp.unreachable", "the server's name has no address");
  }
  int last_failure = 0;
  for (const Address& address : *addresses) {
    FileDescriptor socket(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
    if (!socket.is_open()) {
      last_failure = errno;
      continue;
    }
    const auto failure = try_connect(socket.get(), address, wait);
    if (!failure) return base::fail(failure.error());
    if (*failure == 0) {
      const int on = 1;
      ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      return socket;
    }
    last_failure = *failure;
  }
  return base::fail(
      system_error(ErrorKind::transient, "sftp.unreachable", "the server cannot be reached", last_failure));
}

}  // namespace lienthong::arrival
