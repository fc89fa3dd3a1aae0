#include "normalize/dates.h"

#include "base/utf8.h"
#include "normalize/read_date.h"

namespace commonplace::normalize {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kOldestTrusted{std::chrono::sys_days{std::chrono::year{1990} / 1 / 1}};

struct Candidate {
  DateReading reading;
  DateRole role;
  std::string_view text;  // of the parsed entry
  bool is_ahead = false;  // still to come, and the operator waits for it
};

// The first moment of what a date names.
Timestamp claimed_by(const DateReading& reading) {
  return reading.precision == DatePrecision::Day ? Timestamp(std::chrono::sys_days{reading.day}) : reading.instant;
}

// The value that is published and sorted by: a day stands for its noon, so that no time zone moves it to another day;
// a day that has not reached its noon yet is as late as it can honestly be.
Timestamp published_instant(const DateReading& reading, const NormalizeContext& context) {
  if (reading.precision == DatePrecision::Instant) return reading.instant;
  const Timestamp noon = std::chrono::sys_days{reading.day} + 12h;
  return context.first_seen && noon > *context.first_seen ? *context.first_seen : noon;
}

std::string quoted(std::string_view text) { return "'" + std::string(base::truncate_utf8(text, 60)) + "'"; }

// For a publisher; nothing where nobody had to guess.
std::string in_words(DateDoubt doubt, std::string_view text) {
  switch (doubt) {
    case DateDoubt::Order:
      return "whether the day or the month comes first in the date " + quoted(text) + " is a guess";
    case DateDoubt::Weekday:
      return "the weekday in the date " + quoted(text) + " is not that of its day";
    case DateDoubt::Zone:
      return "the time zone in the date " + quoted(text) + " is not known";
    case DateDoubt::None:
      break;
  }
  return {};
}

// What a date may stand for, the best first: a first publication before a creation before an edit.
constexpr DateRole kPublishedRoles[] = {DateRole::Published, DateRole::Meta, DateRole::DublinCore, DateRole::Created,
                                        DateRole::Updated};

DateFrom origin_of(DateRole role) {
  switch (role) {
    case DateRole::Published:
    case DateRole::Created:
      return DateFrom::Published;
    case DateRole::Updated:
      return DateFrom::Updated;
    case DateRole::DublinCore:
      return DateFrom::DublinCore;
    case DateRole::Meta:
      return DateFrom::Meta;
  }
  return DateFrom::None;
}

class Chooser {
 public:
  Chooser(const ParsedEntry& entry, const NormalizeContext& context) : context_(context) {
    for (const ParsedDate& date : entry.dates) consider(date);
  }

  EntryDates choose() && {
    if (const Candidate* best = best_published()) take(*best);
    if (const Candidate* edited = find(DateRole::Updated); edited && !edited->is_ahead)
      dates_.updated = published_instant(edited->reading, context_);
    if (!dates_.published && context_.first_seen) {
      dates_.published = context_.first_seen;
      dates_.from = DateFrom::FirstSeen;
    }
    return std::move(dates_);
  }

 private:
  void consider(const ParsedDate& date) {
    if (date.text.empty()) return;
    const std::optional<DateReading> reading = read_date(date.text, context_.dates);
    if (!reading) {
      dates_.warnings.push_back("the date " + quoted(date.text) + " cannot be read");
      return;
    }
    // Without a time of first sight nobody waits: then a document is only looked at.
    const bool waits = context_.future_dates == FutureDates::Hold && context_.first_seen;
    if (waits && claimed_by(*reading) > context_.now) {
      trusted_.push_back({*reading, date.role, date.text, true});
      return;
    }
    switch (judge_date(*reading, context_.now)) {
      case Trust::Good:
        if (std::string doubt = in_words(reading->doubt, date.text); !doubt.empty())
          dates_.warnings.push_back(std::move(doubt));
        trusted_.push_back({*reading, date.role, date.text});
        return;
      case Trust::TooOld:
        dates_.warnings.push_back("the date " + quoted(date.text) + " lies before 1990 and is not believed");
        return;
      case Trust::TooNew:
        if (context_.future_dates == FutureDates::Event) {
          dates_.announced = *reading;
        } else {
          dates_.warnings.push_back("the date " + quoted(date.text) + " lies in the future and is not believed");
        }
    }
  }

  const Candidate* find(DateRole role) const {
    for (const Candidate& candidate : trusted_) {
      if (candidate.role == role) return &candidate;
    }
    return nullptr;
  }

  const Candidate* best_published() const {
    for (const DateRole role : kPublishedRoles) {
      if (const Candidate* candidate = find(role)) return candidate;
    }
    return nullptr;
  }

  void take(const Candidate& candidate) {
    if (candidate.is_ahead) dates_.due = claimed_by(candidate.reading);
    dates_.published = dates_.due ? *dates_.due : published_instant(candidate.reading, context_);
    dates_.precision = candidate.reading.precision;
    if (dates_.precision == DatePrecision::Day) dates_.day = candidate.reading.day;
    dates_.from = origin_of(candidate.role);
    dates_.text = candidate.text;
  }

  const NormalizeContext& context_;
  std::vector<Candidate> trusted_;
  EntryDates dates_;
};

}  // namespace

Trust judge_date(const DateReading& reading, Timestamp now) {
  const Timestamp claimed = claimed_by(reading);
  if (claimed < kOldestTrusted) return Trust::TooOld;
  return claimed > now + 24h ? Trust::TooNew : Trust::Good;
}

EntryDates choose_dates(const ParsedEntry& entry, const NormalizeContext& context) {
  return Chooser(entry, context).choose();
}

std::optional<Timestamp> head_date(const std::vector<ParsedDate>& dates, DateRole role,
                                   const NormalizeContext& context) {
  for (const ParsedDate& date : dates) {
    if (date.role != role) continue;
    const std::optional<DateReading> reading = read_date(date.text, context.dates);
    if (reading && judge_date(*reading, context.now) == Trust::Good) return reading->instant;
  }
  return std::nullopt;
}

}  // namespace commonplace::normalize
