#pragma once

#include "arrival/file_descriptor.hpp"
#include "arrival/socket_wait.hpp"

#include <cstdint>
#include <string>

namespace lienthong::arrival {

/// A non-blocking socket that is connected to the first address of `host` that answers. A resolver that does not answer
/// is left behind on its own thread. `transient` "sftp.unreachable"; errors of `wait`.
[[nodiscard]] base::Result<FileDescriptor> connect_tcp(const std::string& host, std::uint16_t port,
                                                       const SocketWait& wait);

}  // namespace lienthong::arrival
