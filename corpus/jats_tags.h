// The JATS elements that the reader treats specially; every other one is transparent.
#pragma once

#include <cstdint>
#include <string_view>

namespace osteon::corpus {

enum class JatsTag : std::uint8_t {
  other,
  skipped,  ///< nothing inside is text of the paper
  // Papers
  article,
  sub_article,
  front,
  front_stub,
  article_meta,
  body,
  back,
  floats_group,
  // Front matter
  article_id,
  title_group,
  article_title,
  subtitle,
  contrib,
  name,
  surname,
  given_names,
  collab,
  journal_title,
  pub_date,
  year,
  month,
  day,
  kwd,
  subject,
  license,
  related_article,
  abstract,
  trans_abstract,
  article_meta_aside,
  // Parts with a heading of their own
  sec,
  boxed_text,
  app,
  ack,
  notes,
  glossary,
  fn_group,
  bio,
  fig,
  table_wrap,
  supplementary,
  // Blocks and inline
  title,
  label,
  p,
  list,
  list_item,
  term,
  def_item,
  fn,
  block,
  tr,
  cell,
  xref,
  sup,
  br,
  formula,
  disp_formula,
  math,
  tex_math,
  citation,
};

/// By local name; `other` for names that need no care.
JatsTag jats_tag(std::string_view name);

}  // namespace osteon::corpus
