// Beast compiled once; everybody else sees declarations (BOOST_BEAST_SEPARATE_COMPILATION).
#include <boost/beast/src.hpp>
