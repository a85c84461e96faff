// A plan in words: how a query was understood.
#pragma once

#include <string>

#include "searcher/matching/plan.h"

namespace osteon {

/// "sarcopenia (Sarcopenia, MESH:D055948) AND resveratrol NOT mice".
std::string interpretation(const ResolvedQuery& query);
/// The same of one part of its plan.
std::string interpretation(const ResolvedQuery& query, const Plan& part);

}  // namespace osteon
