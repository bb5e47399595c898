package dev.coterie.bench.load;

import dev.coterie.bench.load.Connection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures of a server that runs, generator and server on the same machine. */
public final class LoadFigures {
  private static final Pattern USER = Pattern.compile("\"user_id\":\"([^\"]+)\"");
  private static final Pattern ITEM = Pattern.compile("\"item_id\":\"([^\"]+)\"");
  private static final Pattern PROCESSOR =
      Pattern.compile("(?m)^process_cpu_time_ns_total ([0-9.eE+]+)");
  private static final int READERS = 16;
  private static final int BATCH = 500;
  private static final int BATCH_WRITERS = 4;
  private static final int SINGLE_WRITERS = 32;
  private static final int VISITS = 500;

  private final String host;
  private final int port;
  private final int seconds;
  private final long run = System.currentTimeMillis();
  private final List<String> users = new ArrayList<>();
  private final List<String> items = new ArrayList<>();

  private LoadFigures(String host, int port, int seconds) {
    this.host = host;
    this.port = port;
    this.seconds = seconds;
  }

  /**
   * Prints the figures.
   *
   * @param args host, port, seconds of each measurement
   */
  public static void main(String[] args) throws Exception {
    LoadFigures figures =
        new LoadFigures(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    figures.learn();
    figures.lists(Math.max(5, figures.seconds / 2), 0);
    figures.print("lists, nothing else", () -> figures.lists(figures.seconds, 0), 1);
    figures.print("lists, 1,000 events/s beside", () -> figures.lists(figures.seconds, 1_000), 1);
    figures.print("events in batches of 500", () -> figures.events(BATCH_WRITERS, BATCH), BATCH);
    figures.print("events one by one", () -> figures.events(SINGLE_WRITERS, 1), 1);
    figures.visibility();
  }

  /** What one thread measured: a time for each answer, and how many were no answers. */
  private record Times(long[] nanos, int failed) {}

  private void learn() throws IOException {
    try (Connection connection = new Connection(host, port)) {
      Matcher segments =
          Pattern.compile("\"segment_id\":\"([^\"]+)\",\"level\":1")
              .matcher(connection.get("/v1/segments").body());
      while (segments.find()) {
        String base = "/v1/segments/" + segments.group(1);
        all(USER, connection.get(base + "/users?limit=10000").body(), users);
        all(ITEM, connection.get(base + "/items?limit=200").body(), items);
      }
    }
    System.out.printf("%,d users, %,d items asked about%n", users.size(), items.size());
  }

  private static void all(Pattern pattern, String text, List<String> into) {
    for (Matcher found = pattern.matcher(text); found.find(); ) {
      into.add(found.group(1));
    }
  }

  private Times lists(int lasting, int eventsPerSecond) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<Integer> writer =
          eventsPerSecond == 0 ? null : threads.submit(() -> trickle(eventsPerSecond, done));
      Times times =
          together(
              threads,
              READERS,
              lasting,
              (connection, random) ->
                  connection.get(
                      "/v1/users/%s/recommendations?limit=10"
                          .formatted(users.get(random.nextInt(users.size())))));
      done.set(true);
      if (writer != null) {
        System.out.printf("  beside: %,d events taken%n", writer.get());
      }
      return times;
    }
  }

  /** One request over a connection. */
  @FunctionalInterface
  private interface Request {
    Answer send(Connection connection, SplittableRandom random) throws IOException;
  }

  private Times together(ExecutorService threads, int many, int lasting, Request request)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(lasting);
    List<Callable<Times>> tasks = new ArrayList<>();
    for (int t = 0; t < many; t++) {
      int seed = t;
      tasks.add(() -> one(end, new SplittableRandom(seed), request));
    }
    List<long[]> nanos = new ArrayList<>();
    int failed = 0;
    for (Future<Times> each : threads.invokeAll(tasks)) {
      nanos.add(each.get().nanos);
      failed += each.get().failed;
    }
    return new Times(nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray(), failed);
  }

  private Times one(long end, SplittableRandom random, Request request) throws IOException {
    long[] nanos = new long[1 << 12];
    int n = 0;
    int failed = 0;
    try (Connection connection = new Connection(host, port)) {
      for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
        Answer answer = request.send(connection, random);
        if (answer.status() != 200) {
          failed++;
          continue;
        }
        if (n == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * n);
        }
        nanos[n++] = System.nanoTime() - start;
      }
    }
    return new Times(Arrays.copyOf(nanos, n), failed);
  }

  private int trickle(int perSecond, AtomicBoolean done) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(99);
    int taken = 0;
    try (Connection connection = new Connection(host, port)) {
      while (!done.get()) {
        long start = System.nanoTime();
        int batch = perSecond / 10;
        taken += connection.post("/v1/events", batch(batch, random)).status() == 200 ? batch : 0;
        long left = TimeUnit.MILLISECONDS.toNanos(100) - (System.nanoTime() - start);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
      }
    }
    return taken;
  }

  private Times events(int writers, int batch) throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      return together(
          threads,
          writers,
          seconds,
          (connection, random) -> connection.post("/v1/events", batch(batch, random)));
    }
  }

  private String batch(int size, SplittableRandom random) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < size; i++) {
      json.append(i == 0 ? "" : ",").append(event(random));
    }
    return json.append(']').toString();
  }

  private String event(SplittableRandom random) {
    return "{\"event_id\":\"%s-%s\",\"user_id\":\"%s\",\"item_id\":\"%s\",\"kind\":\"purchase\"}"
        .formatted(
            Long.toString(run, 36),
            Long.toUnsignedString(random.nextLong(), 36),
            users.get(random.nextInt(users.size())),
            items.get(random.nextInt(items.size())));
  }

  /** From the acknowledgement of an event to the answer that has it. */
  private void visibility() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    long[] nanos = new long[VISITS];
    int stale = 0;
    try (Connection connection = new Connection(host, port)) {
      for (int i = 0; i < VISITS; i++) {
        String user = users.get(random.nextInt(users.size()));
        String id = "v%s-%d".formatted(Long.toString(run, 36), i);
        connection.post(
            "/v1/events",
            "{\"event_id\":\"%s\",\"user_id\":\"%s\",\"item_id\":\"%s\",\"kind\":\"purchase\"}"
                .formatted(id, user, items.get(random.nextInt(items.size()))));
        long start = System.nanoTime();
        String list = "/v1/users/" + user + "/recommendations?limit=10";
        while (!connection.get(list).body().contains("\"event\":\"" + id + "\"")) {
          stale++;
        }
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "an event is in an answer: p50 %.1f ms, p99 %.1f ms after it was acknowledged; %d answers without it%n",
        nanos[VISITS / 2] / 1e6,
        nanos[VISITS * 99 / 100] / 1e6,
        stale);
  }

  /** Seconds of processor time that the server has taken. */
  private double processorSeconds() throws IOException {
    try (Connection connection = new Connection(host, port)) {
      Matcher time = PROCESSOR.matcher(connection.get("/metrics").body());
      return time.find() ? Double.parseDouble(time.group(1)) / 1e9 : Double.NaN;
    }
  }

  private void print(String what, Callable<Times> measurement, int each) throws Exception {
    double before = processorSeconds();
    Times times = measurement.call();
    double taken = processorSeconds() - before;
    long[] nanos = times.nanos;
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f a second, p50 %.1f ms, p99 %.1f ms, %d failed; the server took %.2f ms of"
            + " processor time for each%n",
        what,
        (double) nanos.length * each / seconds,
        nanos.length == 0 ? 0 : nanos[nanos.length / 2] / 1e6,
        nanos.length == 0 ? 0 : nanos[(int) (nanos.length * 0.99)] / 1e6,
        times.failed,
        1e3 * taken / Math.max(1, nanos.length));
  }
}
