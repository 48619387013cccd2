#pragma once

#include "base/sha256.hpp"

namespace lienthong::arrival {

using base::Sha256;

}  // namespace lienthong::arrival
