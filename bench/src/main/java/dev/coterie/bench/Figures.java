package dev.coterie.bench;

import dev.coterie.clustering.quality.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints the figures of {@code docs/benchmarks.md} by running the program as a user would: what is
 * found again of what was planted, how fast a fit is and how much memory it takes, and how well
 * lists foresee what was held back.
 *
 * <p>Run by {@code bench/figures [FOLDER]}; FOLDER holds {@code online-retail-ii/}.
 */
public final class Figures {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> RETAIL =
      List.of(
          "--map",
          "user=CustomerID,item=StockCode,time=InvoiceDate,title=Description,quantity=Quantity,"
              + "price=UnitPrice,basket=InvoiceNo",
          "--kind",
          "PURCHASE",
          "--where",
          "Quantity > 0 AND UnitPrice > 0",
          "--missing",
          "user=0");

  private final Path coterie;
  private final Path work;

  private Figures(Path coterie, Path work) {
    this.coterie = coterie;
    this.work = work;
  }

  /** The first argument is the launcher, the second, if there is one, the folder of data sets. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path coterie = Path.of(args[0]).toAbsolutePath();
    Figures figures = new Figures(coterie, Files.createTempDirectory("coterie-figures"));
    figures.sample(coterie.resolveSibling("samples/shop"));
    if (args.length > 1) {
      figures.retail(Path.of(args[1], "online-retail-ii").toAbsolutePath());
    }
  }

  private void sample(Path shop) throws IOException, InterruptedException {
    List<String> source =
        List.of("--events", shop + "/events.csv.gz", "--items", shop + "/items.csv");
    fit("sample, cold", source, "shop", 2);
    fit("sample, warm", source, "shop", 2);
    planted(shop.resolve("truth.csv"), users("shop"));
    for (int threads : new int[] {1, 8}) {
      fit("sample, " + threads + " threads", source, "shop-" + threads, threads);
      System.out.printf(
          Locale.ROOT,
          "  labels and lists as with 2 threads: %s%n",
          same("shop", "shop-" + threads, "users.parquet")
              && same("shop", "shop-" + threads, "recommendations.parquet"));
    }
  }

  private void retail(Path folder) throws IOException, InterruptedException {
    List<String> source = new ArrayList<>(List.of("--events", folder + "/*.csv.gz"));
    source.addAll(RETAIL);
    fit("Online Retail II, cold", source, "retail", 2);
    fit("Online Retail II, warm", source, "retail", 2);
    List<String> command = new ArrayList<>(List.of("evaluate"));
    command.addAll(source);
    command.addAll(List.of("--split", "temporal:0.9", "--k", "10", "--format", "json", "--quiet"));
    JsonNode evaluation = JSON.readTree(run(command));
    Map<String, Double> ndcg = new TreeMap<>();
    for (JsonNode model : evaluation.path("models")) {
      ndcg.put(
          model.path("name").asString(),
          model.path("metrics").path("ndcg@10").path("mean").asDouble());
    }
    double recent = ndcg.getOrDefault("recent-popularity", Double.NaN);
    System.out.printf(
        Locale.ROOT,
        "Online Retail II, %s, %d users%n",
        evaluation.path("split").asString(),
        evaluation.path("users").asInt());
    ndcg.forEach(
        (name, mean) ->
            System.out.printf(
                Locale.ROOT, "  %-20s NDCG@10 %.4f, %.2f x recent%n", name, mean, mean / recent));
  }

  private void fit(String what, List<String> source, String name, int threads)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("fit"));
    command.addAll(source);
    command.addAll(
        List.of(
            "--threads", String.valueOf(threads),
            "--cache", work.resolve("cache-" + name).toString(),
            "--quiet", "--replace",
            "--out", work.resolve(name).toString()));
    long start = System.nanoTime();
    run(command);
    double seconds = (System.nanoTime() - start) / 1e9;
    JsonNode manifest = JSON.readTree(work.resolve(name).resolve("manifest.json"));
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s, %.0f MiB resident; stages %s%n",
        what,
        seconds,
        manifest.path("peak_memory_mib").asDouble(),
        manifest.path("timings"));
    System.out.printf(
        Locale.ROOT,
        "  rows kept %d, users %d, items %d, segments %d%n",
        manifest.path("data").path("kept").asInt(),
        manifest.path("counts").path("users").asInt(),
        manifest.path("counts").path("items").asInt(),
        manifest.path("counts").path("segments").asInt());
  }

  /** Segment of each user. */
  private Map<String, String> users(String name) throws IOException, InterruptedException {
    String csv = run(List.of("users", work.resolve(name).toString(), "--format", "csv"));
    Map<String, String> segments = new HashMap<>();
    csv.lines()
        .skip(1)
        .map(line -> line.split(",", 3))
        .forEach(cells -> segments.put(cells[0], cells[1]));
    return segments;
  }

  private static void planted(Path truth, Map<String, String> segments) throws IOException {
    Map<String, Integer> numbers = new HashMap<>();
    List<int[]> judged = new ArrayList<>();
    Map<String, Map<String, Integer>> pure = new HashMap<>();
    List<String[]> rows =
        Files.readAllLines(truth).stream().skip(1).map(line -> line.split(",", -1)).toList();
    for (String[] row : rows) {
      String segment = segments.get(row[0]);
      if (segment != null && (row[3].equals("pure") || row[3].equals("moved"))) {
        judged.add(new int[] {number(numbers, segment), number(numbers, "interest " + row[1])});
      }
      if (segment != null && row[3].equals("pure")) {
        pure.computeIfAbsent(segment, s -> new HashMap<>()).merge(row[1], 1, Integer::sum);
      }
    }
    double ari =
        Agreement.of(
                judged.stream().mapToInt(pair -> pair[0]).toArray(),
                judged.stream().mapToInt(pair -> pair[1]).toArray())
            .adjustedRand();
    System.out.printf(Locale.ROOT, "  ARI over pure and moved users %.3f%n", ari);
    System.out.printf(
        Locale.ROOT,
        "  users with two interests in one of the two %.3f%n",
        share(rows, segments, pure, "two"));
    System.out.printf(
        Locale.ROOT,
        "  moved users at the new interest %.3f%n",
        share(rows, segments, pure, "moved"));
  }

  private static double share(
      List<String[]> rows,
      Map<String, String> segments,
      Map<String, Map<String, Integer>> pure,
      String type) {
    int all = 0;
    int right = 0;
    for (String[] row : rows) {
      if (row[3].equals(type) && segments.containsKey(row[0])) {
        String interest =
            pure.getOrDefault(segments.get(row[0]), Map.of()).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        all++;
        right += interest.equals(row[1]) || (type.equals("two") && interest.equals(row[2])) ? 1 : 0;
      }
    }
    return (double) right / all;
  }

  private static int number(Map<String, Integer> numbers, String name) {
    return numbers.computeIfAbsent(name, unseen -> numbers.size());
  }

  private boolean same(String one, String other, String file) throws IOException {
    return Files.mismatch(work.resolve(one).resolve(file), work.resolve(other).resolve(file)) < 0;
  }

  private String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(coterie.toString()));
    command.addAll(arguments);
    Path out = Files.createTempFile(work, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(out.toFile())
            .start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
    }
    return Files.readString(out);
  }
}
