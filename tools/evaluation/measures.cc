#include "tools/evaluation/measures.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace osteon {
namespace {

using Grades = std::map<std::string, int, std::less<>>;

struct NamedMeasure {
  const char* name;
  double Measures::*value;
};

constexpr NamedMeasure measure_table[] = {
    {"ndcg@10", &Measures::ndcg_at_10},
    {"map", &Measures::map},
    {"mrr", &Measures::mrr},
    {"mrr@10", &Measures::mrr_at_10},
    {"p@5", &Measures::precision_at_5},
    {"p@10", &Measures::precision_at_10},
    {"recall@100", &Measures::recall_at_100},
    {"recall@1000", &Measures::recall_at_1000},
};

double discounted(int grade, std::size_t rank) {
  return grade / std::log2(static_cast<double>(rank) + 1);
}

double ideal_gain_at_10(const Grades& grades) {
  std::vector<int> best;
  for (const auto& [document, grade] : grades)
    if (grade > 0) best.push_back(grade);
  std::sort(best.begin(), best.end(), std::greater<>());
  double gain = 0;
  for (std::size_t i = 0; i < best.size() && i < 10; ++i) gain += discounted(best[i], i + 1);
  return gain;
}

Measures measure_query(std::vector<RankedDocument> documents, const Grades& grades,
                       std::size_t relevant) {
  rank(documents);
  Measures m;
  double gain = 0, precision_sum = 0;
  std::size_t found = 0, found_5 = 0, found_10 = 0, found_100 = 0, found_1000 = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto grade = grades.find(documents[i].id);
    if (grade == grades.end() || grade->second <= 0) continue;
    const std::size_t position = i + 1;
    ++found;
    precision_sum += static_cast<double>(found) / static_cast<double>(position);
    if (found == 1) m.mrr = 1.0 / static_cast<double>(position);
    if (position <= 5) ++found_5;
    if (position <= 10) {
      ++found_10;
      gain += discounted(grade->second, position);
    }
    if (position <= 100) ++found_100;
    if (position <= 1000) ++found_1000;
  }
  const auto of_relevant = [&](double count) { return count / static_cast<double>(relevant); };
  m.ndcg_at_10 = gain / ideal_gain_at_10(grades);
  m.map = of_relevant(precision_sum);
  m.mrr_at_10 = m.mrr >= 0.1 ? m.mrr : 0;
  m.precision_at_5 = static_cast<double>(found_5) / 5;
  m.precision_at_10 = static_cast<double>(found_10) / 10;
  m.recall_at_100 = of_relevant(static_cast<double>(found_100));
  m.recall_at_1000 = of_relevant(static_cast<double>(found_1000));
  return m;
}

}  // namespace

std::vector<std::pair<std::string, double>> named(const Measures& measures) {
  std::vector<std::pair<std::string, double>> pairs;
  for (const NamedMeasure& row : measure_table) pairs.emplace_back(row.name, measures.*row.value);
  return pairs;
}

Evaluation evaluate(const Run& run, const Judgements& judgements) {
  Evaluation evaluation;
  for (const auto& [query, grades] : judgements) {
    const auto relevant = static_cast<std::size_t>(std::count_if(
        grades.begin(), grades.end(), [](const auto& row) { return row.second > 0; }));
    if (relevant == 0) continue;
    const auto found = run.find(query);
    const std::vector<RankedDocument> documents =
        found == run.end() ? std::vector<RankedDocument>{} : found->second;
    evaluation.queries.push_back(
        {query, documents.size(), relevant, measure_query(documents, grades, relevant)});
  }
  for (const NamedMeasure& row : measure_table) {
    for (const QueryMeasures& query : evaluation.queries)
      evaluation.mean.*row.value += query.measures.*row.value;
    if (!evaluation.queries.empty())
      evaluation.mean.*row.value /= static_cast<double>(evaluation.queries.size());
  }
  return evaluation;
}

}  // namespace osteon
