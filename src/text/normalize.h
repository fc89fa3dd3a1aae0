// Spellings of one text → one spelling: Unicode normalization and folding (UAX #15, CaseFolding).
//
// Texts are UTF-8. Ill-formed parts do no harm: they pass through, or become U+FFFD.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::text {

// Normalization form C: what people are shown. A text that is in it already is copied, not worked on.
std::string to_nfc(std::string_view text);

// Lower case by the rules of `language` (Turkish and Lithuanian have their own), in NFC: what a stemmer expects.
std::string to_lower(std::string_view text, std::string_view language = {});

// What two spellings of a word have in common: case, width, ligatures and diacritics folded (ß → ss, ø → o, ł → l,
// đ → d, æ → ae), invisible characters gone. Marks that make another letter rather than another spelling stay: й, が,
// the vowel signs of Thai and of India. Folding twice changes nothing.
std::string fold(std::string_view text);

}  // namespace commonplace::text
