#include "searcher/ranking/marks.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/file_io.h"
#include "searcher/index_view.h"

namespace osteon {

std::vector<Mark> read_marks(const std::string& directory) {
  const std::string path = marks_path(directory);
  std::vector<Mark> marks;
  if (!std::filesystem::exists(path)) return marks;
  const std::string bytes = read_file(path);
  std::string_view rest = bytes;
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = rest.find('\n');
    const auto json = nlohmann::json::parse(rest.substr(0, end), nullptr, false);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    const auto text = [&](const char* name) {
      return json.is_object() && json.contains(name) && json[name].is_string()
                 ? json[name].get<std::string>()
                 : std::string();
    };
    Mark mark{text("query"), text("paper")};
    if (mark.query.empty() || mark.paper.empty())
      throw Error(ErrorCode::corrupt, path + ":" + std::to_string(line) + ": not a mark");
    marks.push_back(std::move(mark));
  }
  return marks;
}

std::size_t add_marks(const std::string& directory, std::span<const Mark> marks) {
  std::vector<Mark> all = read_marks(directory);
  std::set<std::pair<std::string, std::string>> known;
  for (const Mark& mark : all) known.emplace(mark.query, mark.paper);
  std::size_t added = 0;
  for (const Mark& mark : marks) {
    if (mark.query.empty() || mark.paper.empty()) continue;
    if (!known.emplace(mark.query, mark.paper).second) continue;
    all.push_back(mark);
    ++added;
  }
  std::string bytes;
  for (const Mark& mark : all) {
    const nlohmann::ordered_json json = {{"query", mark.query}, {"paper", mark.paper}};
    bytes += json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  }
  if (added > 0) write_file_atomically(marks_path(directory), bytes);
  return added;
}

bool forget_marks(const std::string& directory) {
  return std::filesystem::remove(marks_path(directory));
}

MarkField::MarkField(const IndexView& view, std::span<const Mark> marks) {
  TokenList tokens;
  for (const Mark& mark : marks) {
    for (std::uint32_t s = 0; s < view.segment_count(); ++s) {
      const auto paper = view.segment(s).find_paper(mark.paper);
      if (!paper || view.is_dead(s, *paper)) continue;
      view.analyzer().analyze(mark.query, tokens);
      std::set<std::string> words;
      for (const Token& token : tokens.tokens())
        if (token.kind != TokenKind::stop) words.emplace(token.text);
      for (const std::string& word : words) {
        std::vector<Posting>& list = postings_[word];
        const auto at = std::find_if(list.begin(), list.end(), [&](const Posting& posting) {
          return posting.segment == s && posting.paper == *paper;
        });
        if (at == list.end()) {
          list.push_back({s, *paper, 1});
        } else {
          ++at->queries;
        }
        ++lengths_[{s, *paper}];
      }
      break;
    }
  }
  double sum = 0;
  for (const auto& [paper, length] : lengths_) sum += length;
  if (!lengths_.empty()) mean_length_ = sum / static_cast<double>(lengths_.size());
}

const std::vector<MarkField::Posting>* MarkField::find(const std::string& term) const {
  const auto found = postings_.find(term);
  return found == postings_.end() ? nullptr : &found->second;
}

double MarkField::relative_length(const Posting& posting) const {
  return lengths_.at({posting.segment, posting.paper}) / mean_length_;
}

}  // namespace osteon
