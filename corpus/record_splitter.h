// Cuts a file of many records into documents of bounded size at the records' borders.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_stream.h"
#include "corpus/reader.h"

namespace osteon::corpus {

/// How the records of a format are told apart.
struct RecordBorders {
  std::string root;  ///< of an XML file: every document repeats what stands before the first record
  std::vector<std::string> records;  ///< the XML elements that are records
  /// Text: records end at a blank line before what this takes; null: at each line's end.
  bool (*begins_record)(std::string_view text) = nullptr;
};

/// The borders for a file that begins with `head`, if it is of a kind that can be cut.
std::optional<RecordBorders> record_borders(std::string_view head, std::string_view source);

/// Hands on documents of about `target` bytes until the stream ends or `visit` returns false.
/// Throws StreamError if a record is larger than `options.max_document_bytes`.
bool split_records(const std::string& source, ByteStream& stream, const RecordBorders& borders,
                   const ReadOptions& options, const std::function<bool(Document&&)>& visit);

}  // namespace osteon::corpus
