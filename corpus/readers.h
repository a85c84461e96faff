// The readers' common shape and their table; detection happens here and nowhere else.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "corpus/reader.h"

namespace osteon::corpus {

/// What a look at a document's first bytes tells.
struct Sniff {
  std::string_view head;  ///< the first bytes, byte-order mark and leading white space left out
  std::string_view
      root;  ///< local name of the first XML element; empty if it does not look like XML
  std::string_view name;  ///< lower-case file name extension without the dot, a hint only
};
Sniff sniff(std::string_view bytes, std::string_view source, std::string& name_buffer);

/// How a large file of a format may be cut.
enum class Records : std::uint8_t { none, lines, blank_line };

/// One format.
struct Reader {
  std::string_view name;
  bool xml = false;  ///< finds its own encoding; all others are given valid UTF-8
  Records records = Records::none;
  /// For records after a blank line: whether text that follows one begins a record.
  bool (*begins_record)(std::string_view text) = nullptr;
  bool (*detects)(const Sniff&) = nullptr;
  void (*read)(const Document&, const ReadOptions&, ReadResult&) = nullptr;
};
/// In order of detection; the last takes any text.
std::span<const Reader> readers();
/// The first reader that takes such a document; never null, since the last takes any text.
const Reader* detect_reader(const Sniff& sniff);

bool begins_pubtator_record(std::string_view text);
bool begins_nbib_record(std::string_view text);

/// Adds a problem of `document`; a line or byte is counted from the start of the whole file.
void report_line(const Document& document, std::size_t line, std::string reason,
                 ReadResult& result);
void report(const Document& document, std::string location, std::string reason, ReadResult& result);

/// Removes sections that hold nothing, and fills id, source and format.
void finish_paper(Paper& paper, const Document& document, std::string_view format);

void read_jats(const Document& document, const ReadOptions& options, ReadResult& result);
void read_markdown(const Document& document, const ReadOptions& options, ReadResult& result);
void read_pubmed(const Document& document, const ReadOptions& options, ReadResult& result);
void read_nbib(const Document& document, const ReadOptions& options, ReadResult& result);
void read_bioc_xml(const Document& document, const ReadOptions& options, ReadResult& result);
void read_bioc_json(const Document& document, const ReadOptions& options, ReadResult& result);
void read_pubtator(const Document& document, const ReadOptions& options, ReadResult& result);
void read_europepmc(const Document& document, const ReadOptions& options, ReadResult& result);
void read_jsonl(const Document& document, const ReadOptions& options, ReadResult& result);
void read_bmc(const Document& document, const ReadOptions& options, ReadResult& result);
void read_html(const Document& document, const ReadOptions& options, ReadResult& result);
void read_plain_text(const Document& document, const ReadOptions& options, ReadResult& result);

}  // namespace osteon::corpus
