// trec_eval's measures of a run against judgements.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/evaluation/judgements.h"

namespace osteon {

/// Measures of one query, or their means. As in trec_eval 9: a document is relevant if its grade is
/// above 0; documents without a judgement are not relevant.
struct Measures {
  /// Jarvelin and Kekalainen 2002 with linear gains and log2(rank + 1): trec_eval's ndcg_cut.10.
  double ndcg_at_10 = 0;
  double map = 0;             ///< mean average precision over all relevant documents
  double mrr = 0;             ///< 1 / rank of the first relevant document
  double mrr_at_10 = 0;       ///< the same, 0 if that rank is beyond 10
  double precision_at_5 = 0;  ///< divided by 5 even if fewer came back
  double precision_at_10 = 0;
  double recall_at_100 = 0;
  double recall_at_1000 = 0;

  bool operator==(const Measures&) const = default;
};

/// The measures by their names in output: "ndcg@10", "map", "mrr", "mrr@10", "p@5", "p@10",
/// "recall@100", "recall@1000", in that order.
std::vector<std::pair<std::string, double>> named(const Measures& measures);

struct QueryMeasures {
  std::string query;
  std::size_t returned = 0;  ///< documents in the run
  std::size_t relevant = 0;  ///< in the judgements
  Measures measures;
};

struct Evaluation {
  std::vector<QueryMeasures> queries;  ///< by query id
  Measures mean;                       ///< over `queries`
};

/// Every query with at least one relevant document counts; one that the run lacks counts as empty
/// (trec_eval -c).
Evaluation evaluate(const Run& run, const Judgements& judgements);

}  // namespace osteon
