#include "tools/pubtator.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace osteon::tools {
namespace {

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

// How PubTator writes a type, and which of our id spaces it knows, best first.
struct PubtatorType {
  std::string_view ours, theirs;
  struct Space {
    std::string_view prefix, written;
  };
  std::array<Space, 2> spaces;
};
constexpr std::array<PubtatorType, 4> types = {{
    {"gene", "Gene", {{{"NCBIGene:", ""}, {}}}},
    {"disease", "Disease", {{{"MESH:", ""}, {"OMIM:", "OMIM:"}}}},
    {"chemical", "Chemical", {{{"MESH:", ""}, {"OMIM:", "OMIM:"}}}},
    {"species", "Species", {{{"taxon:", ""}, {}}}},
}};

const PubtatorType* find_type(std::string_view name) {
  const auto found = std::find_if(types.begin(), types.end(),
                                  [&](const PubtatorType& type) { return type.ours == name; });
  return found == types.end() ? nullptr : &*found;
}

std::string find_id(const PubtatorType& type, const std::vector<std::string>& ids) {
  for (const auto& [prefix, written] : type.spaces) {
    if (prefix.empty()) continue;
    for (const std::string& id : ids) {
      if (id.starts_with(prefix)) return std::string(written) + id.substr(prefix.size());
    }
  }
  return {};
}

}  // namespace

PubtatorReader::PubtatorReader(std::istream& in, std::string name)
    : in_(in), name_(std::move(name)) {}

std::optional<PubtatorDocument> PubtatorReader::next() {
  std::optional<PubtatorDocument> document;
  std::string line;
  while (std::getline(in_, line)) {
    ++line_;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
      if (document) return document;
      continue;
    }
    const std::size_t bar = line.find('|');
    const bool is_text = bar != std::string::npos && bar > 0 && bar + 2 < line.size() &&
                         line[bar + 2] == '|' && (line[bar + 1] == 't' || line[bar + 1] == 'a') &&
                         line.find('\t') > bar;
    if (!is_text) {
      if (document && line.find('\t') != std::string::npos) continue;  // an annotation
      throw Error(ErrorCode::corrupt,
                  name_ + ": line " + std::to_string(line_) + ": neither a text nor an annotation");
    }
    if (!document) document.emplace(PubtatorDocument{line.substr(0, bar), {}, {}});
    (line[bar + 1] == 't' ? document->title : document->abstract) = line.substr(bar + 3);
  }
  return document;
}

std::string write_pubtator(const PubtatorDocument& document, const DocumentTags& tags) {
  std::string out =
      document.id + "|t|" + document.title + "\n" + document.id + "|a|" + document.abstract + "\n";
  const std::array<std::string_view, 2> texts = {document.title, document.abstract};
  std::size_t before = 0;
  for (std::size_t i = 0; i < texts.size() && i < tags.mentions.size(); ++i) {
    std::size_t bytes_counted = 0,
                counted = 0;  // mentions come in order, so count on from the last
    for (const Mention& mention : tags.mentions[i]) {
      const DocumentConcept& found = tags.concepts.at(mention.concept_number);
      const PubtatorType* type = find_type(found.type);
      if (!mention.accepted || type == nullptr) continue;
      const std::string id = find_id(*type, found.ids);
      if (id.empty()) continue;
      if (mention.begin < bytes_counted) bytes_counted = counted = 0;
      counted += code_points(texts[i].substr(bytes_counted, mention.begin - bytes_counted));
      bytes_counted = mention.begin;
      const std::string_view written = texts[i].substr(mention.begin, mention.end - mention.begin);
      const std::size_t begin = before + counted;
      out += document.id + '\t' + std::to_string(begin) + '\t' +
             std::to_string(begin + code_points(written)) + '\t' + std::string(written) + '\t' +
             std::string(type->theirs) + '\t' + id + '\n';
    }
    before += code_points(texts[i]) + 1;
  }
  return out + '\n';
}

}  // namespace osteon::tools
