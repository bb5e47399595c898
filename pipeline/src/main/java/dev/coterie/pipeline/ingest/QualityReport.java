package dev.coterie.pipeline.ingest;

import dev.coterie.domain.DataQuality;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/** Counts what a reader of the data should know before trusting any result. */
final class QualityReport {
  private static final int THIN = 3;
  private static final double HEAD = 0.01;
  private static final double DOMINANT = 0.5;

  /** Of two files one always has half. */
  private static final double DOMINANT_FILE = 0.8;

  private final Database database;
  private final RawRows raw;
  private final EventLog log;
  private final BitSet robots;
  private final Optional<Catalogue> catalogue;

  QualityReport(
      Database database, RawRows raw, EventLog log, BitSet robots, Optional<Catalogue> catalogue) {
    this.database = database;
    this.raw = raw;
    this.log = log;
    this.robots = robots;
    this.catalogue = catalogue;
  }

  DataQuality report(SequencedSet<String> rules, SequencedMap<String, Long> missing) {
    SequencedMap<String, Long> rejected = rejected(rules);
    long rows =
        database.number(
            "SELECT (SELECT count(*) FROM parsed) + (SELECT count(*) FROM "
                + raw.table()
                + "_broken)");
    int[] byUser = counts(log.user(), log.users().size());
    int[] byItem = counts(log.item(), log.items().size());
    int touched = (int) Arrays.stream(byItem).filter(n -> n > 0).count();
    long[] times = log.hasTimes() ? log.time().clone() : new long[0];
    Arrays.sort(times);
    List<String> robotNames = robots.stream().mapToObj(log.users()::get).toList();
    DataQuality counted =
        new DataQuality(
            rows,
            log.size(),
            log.users().size(),
            touched,
            catalogue.map(read -> read.items().size()).orElse(0),
            catalogue.isEmpty() ? 0 : (int) log.items().stream().filter(i -> !i.listed()).count(),
            rejected,
            missing,
            kinds(),
            instant(times, 0),
            instant(times, times.length - 1),
            longestGap(times),
            density(touched),
            headShare(byItem, touched),
            thin(byUser),
            thin(byItem),
            dominant(byUser, byItem),
            textCoverage(byItem),
            languages(byItem),
            robotNames,
            List.of());
    return new QualityNotes(raw, counted, log, catalogue).added();
  }

  private SequencedMap<String, Long> rejected(SequencedSet<String> rules) {
    SequencedMap<String, Long> rejected = new LinkedHashMap<>();
    rules.forEach(rule -> rejected.put(rule, 0L));
    database.query(
        "SELECT reason, count(*) FROM (SELECT reason FROM parsed WHERE reason IS NOT NULL"
            + " UNION ALL SELECT reason FROM "
            + raw.table()
            + "_broken) GROUP BY reason",
        row -> rejected.put(row.getString(1), row.getLong(2)));
    return rejected;
  }

  private SequencedMap<String, Long> kinds() {
    long[] counts = new long[log.kinds().size()];
    for (byte k : log.kind()) {
      counts[k]++;
    }
    SequencedMap<String, Long> kinds = new LinkedHashMap<>();
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] > 0) {
        kinds.put(log.kinds().get(k).name(), counts[k]);
      }
    }
    return kinds;
  }

  private static int[] counts(int[] column, int n) {
    int[] counts = new int[n];
    for (int index : column) {
      if (index >= 0) {
        counts[index]++;
      }
    }
    return counts;
  }

  private static Optional<Instant> instant(long[] times, int place) {
    return times.length == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(times[place]));
  }

  private static double longestGap(long[] times) {
    long longest = 0;
    for (int i = 1; i < times.length; i++) {
      longest = Math.max(longest, times[i] - times[i - 1]);
    }
    return longest / (double) Duration.ofHours(1).toMillis();
  }

  /** Distinct pairs over possible pairs. */
  private double density(int touched) {
    int[] starts = log.userStarts();
    int[] lastUser = new int[log.items().size()];
    Arrays.fill(lastUser, -1);
    long pairs = 0;
    for (int u = 0; u < log.users().size(); u++) {
      for (int e = starts[u]; e < starts[u + 1]; e++) {
        int item = log.item()[e];
        if (item >= 0 && lastUser[item] != u) {
          lastUser[item] = u;
          pairs++;
        }
      }
    }
    return touched == 0 ? 0 : pairs / ((double) log.users().size() * touched);
  }

  private double headShare(int[] byItem, int touched) {
    int[] sorted = byItem.clone();
    Arrays.sort(sorted);
    long all = Arrays.stream(sorted).asLongStream().sum();
    long head = 0;
    int most = Math.max(1, (int) Math.ceil(HEAD * touched));
    for (int i = 0; i < most && i < sorted.length; i++) {
      head += sorted[sorted.length - 1 - i];
    }
    return all == 0 ? 0 : head / (double) all;
  }

  private static int thin(int[] counts) {
    return (int) Arrays.stream(counts).filter(n -> n > 0 && n < THIN).count();
  }

  private Optional<String> dominant(int[] byUser, int[] byItem) {
    for (int u = 0; u < byUser.length; u++) {
      if (byUser[u] > DOMINANT * log.size()) {
        return Optional.of("user " + log.users().get(u));
      }
    }
    for (int i = 0; i < byItem.length; i++) {
      if (byItem[i] > DOMINANT * log.size()) {
        return Optional.of("item " + log.items().get(i).id());
      }
    }
    return raw.files().size() < 2 ? Optional.empty() : dominantFile();
  }

  private Optional<String> dominantFile() {
    List<String> dominant = new ArrayList<>();
    database.query(
        "SELECT src, count(*) FROM parsed WHERE reason IS NULL GROUP BY src",
        row -> {
          if (row.getLong(2) > DOMINANT_FILE * log.size()) {
            dominant.add("file " + raw.files().get(row.getInt(1)).path());
          }
        });
    return dominant.stream().findFirst();
  }

  private double textCoverage(int[] byItem) {
    int withText = 0;
    int all = 0;
    for (int i = 0; i < byItem.length; i++) {
      if (byItem[i] > 0) {
        all++;
        withText += log.items().get(i).text().isEmpty() ? 0 : 1;
      }
    }
    return all == 0 ? 0 : withText / (double) all;
  }

  private SequencedMap<String, Integer> languages(int[] byItem) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < byItem.length; i++) {
      if (byItem[i] > 0) {
        Item item = log.items().get(i);
        counts.merge(item.language(), 1, Integer::sum);
      }
    }
    SequencedMap<String, Integer> languages = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted((a, b) -> Integer.compare(b.getValue(), a.getValue()))
        .forEach(entry -> languages.put(entry.getKey(), entry.getValue()));
    return languages;
  }
}
