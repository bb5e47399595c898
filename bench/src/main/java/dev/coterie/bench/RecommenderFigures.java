package dev.coterie.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs {@code coterie evaluate} by the protocol {@code ms-movielens} on several draws of the split
 * of each data set, and prints every recommender's mean figure with the lowest and the highest.
 *
 * <p>Run by {@code bench/recommenders FOLDER [SEED …]}.
 */
public final class RecommenderFigures {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> SETS = List.of("ml-latest-small", "goodbooks-10k-sub");
  private static final List<String> METRICS = List.of("ndcg@10", "map@10");
  private static final String[] SEEDS = {"11", "12", "13", "14", "15"};

  private RecommenderFigures() {}

  /** The launcher, the folder of data sets, and the seeds. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String[] seeds = args.length > 2 ? Arrays.copyOfRange(args, 2, args.length) : SEEDS;
    for (String set : SETS) {
      Path ratings = Path.of(args[1], set, "ratings.csv.gz");
      if (!Files.exists(ratings)) {
        System.err.println(ratings + " is missing: left out.");
        continue;
      }
      Map<String, List<List<Double>>> figures = new LinkedHashMap<>();
      for (String seed : seeds) {
        JsonNode result = evaluate(args[0], ratings, seed);
        for (JsonNode model : result.get("models")) {
          List<Double> row = new ArrayList<>();
          for (String metric : METRICS) {
            row.add(model.get("metrics").get(metric).get("mean").asDouble());
          }
          figures.computeIfAbsent(model.get("name").asString(), name -> new ArrayList<>()).add(row);
        }
        System.err.println(
            set
                + ", seed "
                + seed
                + ": fused "
                + figures.getOrDefault("fused", List.of()).getLast()
                + ", weights "
                + result.get("fusion").get("weights"));
      }
      print(set, seeds, figures);
    }
  }

  private static void print(String set, String[] seeds, Map<String, List<List<Double>>> figures) {
    System.out.printf(
        "%n`%s`, seeds %s%n%n| model | NDCG@10 | MAP@10 |%n|---|---|---|%n",
        set, String.join(", ", seeds));
    figures.forEach(
        (model, rows) ->
            System.out.printf("| `%s` | %s | %s |%n", model, spread(rows, 0), spread(rows, 1)));
  }

  private static String spread(List<List<Double>> rows, int metric) {
    double[] values = rows.stream().mapToDouble(row -> row.get(metric)).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%.4f (%.4f to %.4f)",
        Arrays.stream(values).average().orElse(Double.NaN),
        values[0],
        values[values.length - 1]);
  }

  private static JsonNode evaluate(String coterie, Path ratings, String seed)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                coterie,
                "evaluate",
                "--events",
                ratings.toString(),
                "--protocol",
                "ms-movielens",
                "--seed",
                seed,
                "--format",
                "json",
                "--quiet")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("evaluate ended with " + process.exitValue());
    }
    return JSON.readTree(output);
  }
}
