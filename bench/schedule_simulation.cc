// The scheduler under virtual time: millions of sources, polled for days in minutes. What decides is the real code:
// learn_publications, next_refresh, HostLimits and the spread after an outage; publishers.h is the world.
//
//   schedule_simulation [--sources N] [--days N] [--host-rate R] [--no-profile]
//
// Day 0 learns; day 3 is an outage of ours. What is published from day 1 on, but not during the outage, is measured.

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/schedule.h"
#include "fetch/host_limits.h"
#include "publishers.h"
#include "store/schedule_window.h"

namespace commonplace::bench {
namespace {

using fetch::HostLimits;
using std::chrono::seconds;

struct Settings {
  std::uint32_t sources = 10'000'000;
  int days = 7;
  double host_rate = 0.5;
  bool profile = true;
};

constexpr Second kOutageBegins = 3 * kDay;
constexpr Second kOutageEnds = 4 * kDay;
constexpr Second kStorm = 2 * 3600;  // a shared host refuses everybody for so long
constexpr seconds kStormAsks{1800};
constexpr Second kFirstSweep = 3600;
constexpr std::size_t kDocument = 15;  // entries
constexpr std::uint32_t kNobody = UINT32_MAX;

// What is kept for each source: the scheduler's memory, and the world's.
struct Slot {
  Rhythm rhythm;
  Second next_publication = 0;
  std::uint32_t next_in_line = kNobody;
  std::int32_t last_success = -1;
  std::uint16_t failures = 0;
  std::uint16_t drawn = 0;
  bool put_off = false;
};

// Everybody who is due at one second, as a list through the slots; as far ahead as any wait goes.
class Calendar {
 public:
  explicit Calendar(std::vector<Slot>& slots) : slots_(slots), first_(kHorizon, kNobody) {}

  void add(std::uint32_t source, Second at) {
    std::uint32_t& first = first_[static_cast<std::size_t>(at) % kHorizon];
    slots_[source].next_in_line = first;
    first = source;
  }
  std::uint32_t take_all(Second at) { return std::exchange(first_[static_cast<std::size_t>(at) % kHorizon], kNobody); }

 private:
  static constexpr std::size_t kHorizon = 8 * kDay;
  std::vector<Slot>& slots_;
  std::vector<std::uint32_t> first_;
};

class Delays {
 public:
  void add(Second delay) {
    ++minutes_[std::min<std::size_t>(static_cast<std::size_t>(delay) / 60, minutes_.size() - 1)];
    ++count_;
  }
  std::string percentile(double share) const {
    double left = share * static_cast<double>(count_);
    for (std::size_t minute = 0; minute < minutes_.size(); ++minute) {
      left -= static_cast<double>(minutes_[minute]);
      if (left <= 0 && count_ > 0) return std::to_string(minute) + " min";
    }
    return "-";
  }
  std::uint64_t count() const { return count_; }

 private:
  std::vector<std::uint64_t> minutes_ = std::vector<std::uint64_t>(10 * 1440);
  std::uint64_t count_ = 0;
};

struct Class {
  const char* name;
  double least_a_day;
  Delays adaptive, fixed;
  std::uint64_t sources = 0, polls = 0;
};

// How many requests a host got in each of the last seconds.
class Peak {
 public:
  void add(Second at) {
    auto& [second, count] = recent_[static_cast<std::size_t>(at) % recent_.size()];
    if (second != at) count = 0;
    second = at;
    most_ = std::max(most_, ++count);
  }
  int most() const { return most_; }

 private:
  std::array<std::pair<Second, int>, 64> recent_{};
  int most_ = 0;
};

class Simulation {
 public:
  explicit Simulation(Settings settings)
      : settings_(settings), slots_(settings.sources), calendar_(slots_), limits_({settings.host_rate, 1, 2}) {
    for (std::uint32_t host = 0; host < kSharedHosts; ++host) {
      const std::string name = "host" + std::to_string(host) + ".example";
      places_.push_back({name, name});
    }
  }

  void run() {
    for (std::uint32_t source = 0; source < settings_.sources; ++source) {
      prepare(source);
      calendar_.add(source, static_cast<Second>(Dice(source).next() % kFirstSweep));
    }
    for (now_ = 0; now_ < settings_.days * kDay; ++now_) {
      if (now_ == kOutageBegins) now_ = wake_after_outage();
      std::uint32_t source = calendar_.take_all(now_);
      int begun = 0;
      while (source != kNobody) {
        const std::uint32_t next = slots_[source].next_in_line;
        begun += visit(source) ? 1 : 0;
        source = next;
      }
      if (now_ >= kDay) peak_ = std::max(peak_, begun);
      if (now_ >= kOutageEnds && now_ < kOutageEnds + 7200) peak_after_ = std::max(peak_after_, begun);
    }
  }

  void report(double wall) const;

 private:
  Dice dice_of(std::uint32_t source) {
    return Dice((std::uint64_t{source} << 20) + (std::uint64_t{1} << 60) + slots_[source].drawn++);
  }
  Class& class_of(const Publisher& publisher) {
    const double a_day = publisher.rate * kDay;
    return *std::ranges::find_if(classes_, [a_day](const Class& one) { return a_day >= one.least_a_day; });
  }

  void prepare(std::uint32_t source) {
    const Publisher publisher = publisher_of(source);
    ++class_of(publisher).sources;
    // Enough of the past for a full first document.
    const double past = std::min(static_cast<double>(kDocument) / publisher.rate, 400.0 * kDay);
    Dice dice = dice_of(source);
    slots_[source].next_publication = publish_after(publisher, -static_cast<Second>(past), dice);
  }

  // What the outage made overdue comes back as the store spreads it.
  Second wake_after_outage() {
    const store::Resume resume{.now = kEpoch + seconds(kOutageEnds)};
    std::vector<std::uint32_t> overdue;
    for (Second at = kOutageBegins; at < kOutageEnds - resume.grace.count(); ++at) {
      for (std::uint32_t source = calendar_.take_all(at); source != kNobody; source = slots_[source].next_in_line)
        overdue.push_back(source);
    }
    for (Second at = kOutageEnds - resume.grace.count(); at < kOutageEnds; ++at) {
      std::vector<std::uint32_t> due;
      for (std::uint32_t source = calendar_.take_all(at); source != kNobody; source = slots_[source].next_in_line)
        due.push_back(source);
      for (const std::uint32_t source : due) calendar_.add(source, kOutageEnds);
    }
    const auto window = static_cast<std::uint64_t>(store::window_of(resume, overdue.size()).count());
    for (const std::uint32_t source : overdue)
      calendar_.add(source, kOutageEnds + static_cast<Second>(std::uint64_t{source} * 2'654'435'761U % window));
    overdue_ = overdue.size();
    return kOutageEnds;
  }

  bool visit(std::uint32_t source) {
    const Publisher publisher = publisher_of(source);
    if (publisher.host == kSharedHosts) {
      poll(source, publisher, now_, false);
      return true;
    }
    return visit_shared(source, publisher);
  }

  // A host with many sources: its turns decide when the request goes out.
  bool visit_shared(std::uint32_t source, const Publisher& publisher) {
    const HostLimits::Place& place = places_[publisher.host];
    const HostLimits::Time now{seconds(now_ + kDay)};
    const auto kind = slots_[source].put_off ? HostLimits::Visit::AsTold : HostLimits::Visit::First;
    if (const auto later = limits_.admit(place, kind, now)) {
      slots_[source].put_off = true;
      const auto wait = std::chrono::ceil<seconds>(*later - now).count();
      calendar_.add(source, now_ + std::clamp<Second>(wait, 1, 7 * kDay));
      ++put_off_;
      return false;
    }
    slots_[source].put_off = false;
    HostLimits::Time& last = last_start_[publisher.host];
    HostLimits::Time at = std::max(now, last);
    while (const auto later = limits_.start(place, at)) at = *later;
    last = at;
    limits_.finish(place, std::chrono::milliseconds{300});
    limits_.leave(place);
    const Second second = std::chrono::floor<seconds>(at.time_since_epoch()).count() - kDay;
    peaks_[publisher.host].add(second);
    const Second storm = kDay + static_cast<Second>(publisher.host) * 1777 % (5 * kDay);
    const bool stormy = second >= storm && second < storm + kStorm;
    if (stormy) {
      limits_.hold(place.host, kStormAsks, at);
      ++refused_;
    } else {
      limits_.relax(place.host);
    }
    poll(source, publisher, std::max(second, now_), stormy);
    return true;
  }

  void poll(std::uint32_t source, const Publisher& publisher, Second at, bool refused) {
    Slot& slot = slots_[source];
    const Timestamp time = kEpoch + seconds(at);
    RefreshHistory history;
    history.state = publisher.gone ? SourceState::Gone : SourceState::Ok;
    if (publisher.fails || publisher.gone || refused) {
      history.failures = ++slot.failures;
    } else {
      read(source, publisher, at);
      slot.failures = 0;
    }
    history.rhythm = slot.rhythm;
    history.hints = hints_of(source);
    RefreshPolicy policy;
    policy.jitter_seed = source;
    const NextRefresh next = next_refresh(history, policy, time, refused ? std::optional(kStormAsks) : std::nullopt);
    calendar_.add(source, std::max((next.at - kEpoch).count(), now_ + 1));
    if (at >= kDay) {
      ++polls_;
      ++class_of(publisher).polls;
    }
  }

  // The document: what was published since the last poll that could be read.
  void read(std::uint32_t source, const Publisher& publisher, Second at) {
    Slot& slot = slots_[source];
    published_.clear();
    Dice dice = dice_of(source);
    while (slot.next_publication <= at) {
      published_.push_back(kEpoch + seconds(slot.next_publication));
      measure(source, publisher, slot.next_publication, at);
      slot.next_publication = publish_after(publisher, slot.next_publication, dice);
    }
    if (slot.last_success < 0 && published_.size() > kDocument)
      published_.erase(published_.begin(), published_.end() - kDocument);
    slot.last_success = static_cast<std::int32_t>(at);
    learn_publications(slot.rhythm, published_, kEpoch + seconds(at));
    if (!settings_.profile) {
      slot.rhythm.hours = {};
      slot.rhythm.days = {};
    }
  }

  void measure(std::uint32_t source, const Publisher& publisher, Second published, Second at) {
    if (published < kDay || (published >= kOutageBegins - 3600 && published < kOutageEnds)) return;
    const auto phase = static_cast<Second>(Dice(source).next() % 3600);
    Class& one = class_of(publisher);
    one.adaptive.add(at - published);
    one.fixed.add(3600 - (published - phase) % 3600);
    all_.adaptive.add(at - published);
    all_.fixed.add(3600 - (published - phase) % 3600);
  }

  Settings settings_;
  std::vector<Slot> slots_;
  Calendar calendar_;
  HostLimits limits_;
  std::vector<HostLimits::Place> places_;
  std::array<HostLimits::Time, kSharedHosts> last_start_{};
  std::array<Peak, kSharedHosts> peaks_{};
  std::vector<Timestamp> published_;
  std::vector<Class> classes_ = {{"4 a day and more", 4, {}, {}},
                                 {"1 to 4 a day", 1, {}, {}},
                                 {"1 a week to 1 a day", 1.0 / 7, {}, {}},
                                 {"less", 0, {}, {}}};
  Class all_{"all", 0, {}, {}};
  Second now_ = 0;
  std::uint64_t polls_ = 0, put_off_ = 0, refused_ = 0, overdue_ = 0;
  int peak_ = 0, peak_after_ = 0;
};

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

long peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

void Simulation::report(double wall) const {
  const double measured_days = settings_.days - 2;  // without the first, and without the outage
  const auto sources = static_cast<double>(settings_.sources);
  const double polls_each = static_cast<double>(polls_) / measured_days / sources;
  std::printf("| %.0f sources, %d days, host_rate %.2g%s | adaptive | fixed, hourly |\n| --- | --- | --- |\n", sources,
              settings_.days, settings_.host_rate, settings_.profile ? "" : ", no profile");
  std::printf("| polls a day, millions | %.1f | %.1f |\n", static_cast<double>(polls_) / measured_days / 1e6,
              sources * 24 / 1e6);
  std::printf("| polls a source and day | %.2f | 24 |\n", polls_each);
  std::printf("| the same number at fixed intervals: delay p50 / p90 | | %.0f min / %.0f min |\n", 720 / polls_each,
              1296 / polls_each);
  const auto row = [](const Class& one) {
    std::printf("| delay p50 / p90, %s | %s / %s | %s / %s |\n", one.name, one.adaptive.percentile(0.5).c_str(),
                one.adaptive.percentile(0.9).c_str(), one.fixed.percentile(0.5).c_str(),
                one.fixed.percentile(0.9).c_str());
  };
  row(all_);
  for (const Class& one : classes_) row(one);
  for (const Class& one : classes_) {
    std::printf("| polls a day, sources with %s (%.1f %%) | %.1f | 24 |\n", one.name,
                100 * static_cast<double>(one.sources) / sources,
                static_cast<double>(one.polls) / measured_days / std::max(1.0, static_cast<double>(one.sources)));
  }
  int peak = 0;
  for (const Peak& host : peaks_) peak = std::max(peak, host.most());
  const double shared = sources * 0.4 / kSharedHosts;
  std::printf("| requests a second to one host, peak | %d | %.1f on average |\n", peak, shared / 3600);
  std::printf("| requests a second in all, peak | %d | %.0f on average |\n", peak_, sources / 3600);
  std::printf("| in the two hours after the outage | %d (%.1f M overdue) | |\n", peak_after_,
              static_cast<double>(overdue_) / 1e6);
  std::printf("| put off for a host's sake, a day | %.2f M | |\n", static_cast<double>(put_off_) / measured_days / 1e6);
  std::printf("| answers 429 in %u storms | %.0f a storm | |\n", kSharedHosts,
              static_cast<double>(refused_) / kSharedHosts);
  std::printf("| memory a source | %zu B in all, %zu B of them rhythm | |\n", sizeof(Slot), sizeof(Rhythm));
  std::printf("| CPU, wall, peak RSS of the simulation | %.0f s, %.0f s, %ld MiB | |\n", cpu_seconds(), wall,
              peak_megabytes());
}

Settings settings_of(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : "";
    if (name == "--no-profile") {
      settings.profile = false;
      continue;
    }
    if (name == "--sources")
      settings.sources = static_cast<std::uint32_t>(std::strtoul(value, nullptr, 10));
    else if (name == "--days")
      settings.days = std::max(5, static_cast<int>(std::strtol(value, nullptr, 10)));
    else if (name == "--host-rate")
      settings.host_rate = std::strtod(value, nullptr);
    else {
      std::fprintf(stderr, "usage: schedule_simulation [--sources N] [--days N] [--host-rate R] [--no-profile]\n");
      std::exit(64);
    }
    ++i;
  }
  return settings;
}

}  // namespace
}  // namespace commonplace::bench

int main(int argc, char** argv) {
  using namespace commonplace::bench;
  const auto began = std::chrono::steady_clock::now();
  Simulation simulation(settings_of(argc, argv));
  simulation.run();
  simulation.report(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  return 0;
}
