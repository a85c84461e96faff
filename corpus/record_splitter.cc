// Cuts a file of many records into documents of bounded size at the records' borders.
#include "corpus/record_splitter.h"

#include <algorithm>
#include <utility>

#include "corpus/readers.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

constexpr std::size_t none = std::string_view::npos;

// True if `text` holds a tag of exactly this name at `at` ("<article>" but not "<article-meta>").
bool tag_at(std::string_view text, std::size_t at, std::string_view name) {
  const std::size_t end = at + name.size();
  return text.compare(at, name.size(), name) == 0 &&
         (end >= text.size() || text[end] == '>' || text[end] == '/' || is_space(text[end]));
}

std::size_t first_record(std::string_view text, const RecordBorders& borders) {
  for (std::size_t at = text.find('<'); at != none; at = text.find('<', at + 1)) {
    for (const std::string& record : borders.records) {
      if (tag_at(text, at + 1, record)) return at;
    }
  }
  return none;
}

// The end of the last whole record in `text`; none if it holds no end.
std::size_t last_border(std::string_view text, const RecordBorders& borders) {
  if (borders.root.empty()) {
    if (borders.begins_record == nullptr) {
      const std::size_t at = text.rfind('\n');
      return at == none ? none : at + 1;
    }
    for (std::size_t at = text.rfind('\n'); at != none && at > 0; at = text.rfind('\n', at - 1)) {
      std::size_t before = at;
      if (before > 0 && text[before - 1] == '\r') --before;
      if (before > 0 && text[before - 1] == '\n' && borders.begins_record(text.substr(at + 1))) {
        return at + 1;
      }
    }
    return none;
  }
  std::size_t best = none;
  for (const std::string& record : borders.records) {
    const std::string close = std::string("</").append(record).append(">");
    const std::size_t at = text.rfind(close);
    if (at != none && (best == none || at + close.size() > best)) best = at + close.size();
  }
  return best;
}

std::size_t lines_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::optional<RecordBorders> record_borders(std::string_view head, std::string_view source) {
  std::string name;
  const Sniff first = sniff(head, source, name);
  if (first.root == "PubmedArticleSet") {
    return RecordBorders{
        "PubmedArticleSet", {"PubmedArticle", "PubmedBookArticle", "DeleteCitation"}, nullptr};
  }
  if (first.root == "MedlineCitationSet") {
    return RecordBorders{"MedlineCitationSet", {"MedlineCitation", "DeleteCitation"}, nullptr};
  }
  if (first.root == "pmc-articleset") return RecordBorders{"pmc-articleset", {"article"}, nullptr};
  if (first.root == "collection") return RecordBorders{"collection", {"document"}, nullptr};
  if (const Reader* reader = detect_reader(first)) {
    if (reader->records == Records::lines) return RecordBorders{{}, {}, nullptr};
    if (reader->records == Records::blank_line) return RecordBorders{{}, {}, reader->begins_record};
  }
  return std::nullopt;
}

bool split_records(const std::string& source, ByteStream& stream, const RecordBorders& borders,
                   const ReadOptions& options, const std::function<bool(Document&&)>& visit) {
  const std::size_t target = std::max<std::size_t>(options.split_bytes, 1);
  std::string buffer;
  std::string prefix;
  bool prefix_known = borders.root.empty();
  std::size_t line = 1;    // of the buffer's first byte
  std::size_t offset = 0;  // of the buffer's first byte
  bool more = true;
  std::size_t wanted = target;
  while (more || !buffer.empty()) {
    while (more && buffer.size() < wanted) more = stream.take(buffer, wanted - buffer.size());
    if (buffer.size() > options.max_document_bytes) {
      throw StreamError(std::string("a record larger than ") +
                            std::to_string(options.max_document_bytes >> 20) + " MB",
                        std::string("line ") + std::to_string(line), &buffer);
    }
    if (!prefix_known) {
      const std::size_t begin = first_record(buffer, borders);
      prefix_known = begin != none;
      if (prefix_known) {
        prefix = buffer.substr(0, begin);
        buffer.erase(0, begin);
        line += lines_in(prefix);
        offset += begin;
      }
    }
    std::size_t cut = more ? last_border(buffer, borders) : buffer.size();
    if (cut == none || (more && !prefix_known)) {
      wanted = buffer.size() + std::max(buffer.size(), target);
      continue;
    }
    wanted = target;
    // What follows the last record is only the end of the set.
    if (!more && offset > 0 && !borders.root.empty() && first_record(buffer, borders) == none &&
        buffer.find(std::string("</").append(borders.root)) != none) {
      return true;
    }
    Document document;
    document.source = source;
    document.first_line = line - lines_in(prefix);
    document.first_byte = offset - prefix.size();
    document.bytes.reserve(prefix.size() + cut + borders.root.size() + 4);
    document.bytes.append(prefix).append(buffer, 0, cut);
    // The file's own end closes the last document, or is missing there as it is in the file.
    if (more && !borders.root.empty()) document.bytes.append("</").append(borders.root).append(">");
    line += lines_in(std::string_view(buffer).substr(0, cut));
    offset += cut;
    buffer.erase(0, cut);
    if (!visit(std::move(document))) return false;
  }
  return true;
}

}  // namespace osteon::corpus
