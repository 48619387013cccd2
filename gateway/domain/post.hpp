#pragma once

// What other folders use of the post: an implementation folder may not be included from outside.

#include "domain/post/item_number.hpp"
#include "domain/post/item_pool.hpp"
#include "domain/post/item_range.hpp"
#include "domain/post/leg_statement.hpp"
#include "domain/post/order_number.hpp"
#include "domain/post/postal_alarm.hpp"
#include "domain/post/postal_leg.hpp"
#include "domain/post/postal_limits.hpp"
#include "domain/post/postal_movement.hpp"
#include "domain/post/tracking_event.hpp"
