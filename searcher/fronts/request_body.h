// The body of a POST request as the parameters that a GET request has in its address.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace osteon {

/// Reads `application/json` (an object of parameters: strings, numbers, true and false, and arrays
/// of these for what is repeated) and `application/x-www-form-urlencoded`; an empty body has no
/// parameters. Throws Error (usage) for another type and for what cannot be read.
std::multimap<std::string, std::string> parameters_of_body(std::string_view content_type,
                                                           std::string_view body);

}  // namespace osteon
