package dev.coterie.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each {@code package-info.java} says that its package must not know, as far as imports show
 * it. A line is a package and, as patterns of class names, what it must not depend on; the arrows
 * between modules and between stages stand in {@link HouseTest}.
 */
class MustNotKnowTest {
  private static final String ROOT = "dev.coterie.";

  private static final String FILES =
      "java.nio.file.(Files|FileSystem.*) java.io.(File|.*File.*) java.nio.channels.File.*";
  private static final String SQL = "java.sql.* org.duckdb.*";
  private static final String ALGORITHMS = "@clustering.(kmeans|hierarchy|density|mixture).*";
  private static final String MODELS =
      "@recommend.(Recommender|Model) @recommend.(group|popularity|factor|content|neighbour|linear|lineup|fusion).*";
  private static final String WORDS = "@domain.(?!CoterieException|Count|Nearest).*";
  private static final String LEARNING = "@clustering.* @language.* @recommend.*";

  private static final List<String> LINES =
      Stream.of(
              "numeric: " + FILES,
              "clustering: @clustering[.][a-z]+[.].* " + FILES,
              "clustering.hierarchy: @clustering.(kmeans|density|mixture|choice).*",
              "clustering.kmeans: @clustering.(hierarchy|density|mixture|choice).*",
              "clustering.density: @clustering.(kmeans|mixture|choice).*",
              "clustering.mixture: @clustering.choice.*",
              "clustering.pairs: @clustering.(choice|stability).* " + ALGORITHMS,
              "clustering.matching: @clustering.(?!matching).*",
              "clustering.layout: @clustering.(Clustering|CentreClustering|Clusterer).* "
                  + ALGORITHMS,
              "clustering.quality: @clustering.(Clusterer|choice|stability).* " + ALGORITHMS,
              "clustering.choice: " + ALGORITHMS,
              "clustering.stability: @clustering.choice.* " + ALGORITHMS,
              "language: @language[.][a-z]+[.].*",
              "language.analysis: @language.(phrase|tfidf|wordvector|transformer|remote|chat).*",
              "language.phrase: @language.(tfidf|wordvector|transformer|remote|chat).*",
              "language.tfidf: @language.(phrase|wordvector|transformer|remote|chat).*",
              "language.wordvector: @language.(phrase|tfidf|transformer|remote|chat).*",
              "language.transformer: @language.(phrase|tfidf|wordvector|remote|chat).*",
              "language.remote: @language.(phrase|tfidf|wordvector|transformer|chat).*",
              "language.chat: @language.(phrase|tfidf|wordvector|transformer).*",
              "recommend: @recommend[.][a-z]+[.].* " + FILES,
              "recommend.evaluation: @recommend.ranking.* " + MODELS,
              "recommend.ranking: " + MODELS.replace("Recommender|Model", "Recommender"),
              "recommend.group: @recommend.(lineup|fusion).*",
              "recommend.popularity: @recommend.(group|lineup|fusion).*",
              "recommend.factor: @recommend.(group|content|lineup|fusion).*",
              "recommend.content: @recommend.(group|lineup|fusion).*",
              "recommend.neighbour: @recommend.(group|content|lineup|fusion).*",
              "recommend.linear: @recommend.(group|content|lineup|fusion).*",
              "recommend.fusion: @recommend.(group|popularity|factor|content|neighbour|linear|lineup).*",
              "recommend.lineup: " + FILES,
              "domain: " + SQL,
              "pipeline: @pipeline.(report|export|snapshot).* " + SQL,
              "pipeline.ingest: @domain.(ItemSpace|Profiles|Segmentation|Recommendation|Fit).*"
                  + " @numeric.Matrix "
                  + LEARNING.replace("@language.*", "@language.(?!Script$).*"),
              "pipeline.embed: @domain.(Profiles|Segmentation|Recommendation|Fit).*"
                  + " @clustering.* @recommend.*",
              "pipeline.profile: @domain.(Segmentation|Recommendation|Fit).* " + FILES,
              "pipeline.segment: @domain.(EventLog|ItemSpace|Item|TextBlock).*"
                  + " @language.* @recommend.*",
              "pipeline.describe: @clustering.* @recommend.*",
              "pipeline.recommend: @clustering.* @language.* @domain.Segmentation.* " + FILES,
              "pipeline.snapshot: " + LEARNING,
              "pipeline.choice: @pipeline.(ingest|backtest).* @recommend.(?!evaluation).*",
              "pipeline.plan: @pipeline.(embed|choice|profile|segment|describe|recommend|snapshot).(?!.*Options$).* "
                  + LEARNING,
              "pipeline.backtest: @pipeline.(snapshot|report|export|table).* " + FILES,
              "pipeline.answer: @pipeline.(ingest|choice|assign|report|export).* @pipeline.snapshot.SnapshotWriter "
                  + FILES,
              "pipeline.encoder: @pipeline.(snapshot|report|export|recommend|describe|answer).* "
                  + SQL,
              "pipeline.audience: @pipeline.(ingest|choice|assign|export|describe|segment|profile).* @pipeline.snapshot.SnapshotWriter "
                  + FILES,
              "pipeline.assign: @pipeline.snapshot.SnapshotWriter @pipeline.choice.* "
                  + LEARNING.replace("@language.* ", ""),
              "pipeline.report: @pipeline.(ingest|embed|choice|profile|segment|describe|recommend).* "
                  + SQL
                  + " "
                  + LEARNING.replace(
                      "@clustering.*", "@clustering.(?!hierarchy|Points$|Distance$).*"),
              "pipeline.lineage: @pipeline.(ingest|embed|choice|profile|segment|describe|recommend).* "
                  + SQL
                  + " @language.* @recommend.*",
              "pipeline.personal: @pipeline.(ingest|choice|profile|segment|report|export).* @pipeline.snapshot.SnapshotWriter "
                  + SQL
                  + " @clustering.* @recommend.*",
              "pipeline.edit: @pipeline.(ingest|embed|choice|profile|segment|recommend|report).* "
                  + SQL
                  + " @language.* @recommend.*",
              "pipeline.given: @pipeline.(ingest|embed|choice|segment|describe|recommend|snapshot).* "
                  + LEARNING,
              "pipeline.trend: @pipeline.(embed|choice|recommend|report).* "
                  + SQL
                  + " @clustering.* @recommend.*",
              "pipeline.tune: @pipeline.(snapshot|report|export|recommend|backtest).* "
                  + SQL
                  + " @language.* @recommend.*",
              "pipeline.export: " + SQL + " " + LEARNING,
              "pipeline.chat: @pipeline.(?!chat).* " + WORDS,
              "pipeline.matrix: @pipeline.(?!matrix|table).* " + WORDS,
              "pipeline.table: @pipeline.(?!table).* " + WORDS,
              "pipeline.words: @pipeline.(snapshot|report|export|assign).* " + WORDS,
              "live: " + SQL,
              "live.store: @live.(?!store).* @pipeline.* " + LEARNING,
              "live.folder: @live.(?!folder).* @pipeline.* " + SQL + " " + LEARNING,
              "live.backup: @live.(?!backup|folder|store).* @pipeline.(?!table|snapshot.Erased$).* "
                  + SQL
                  + " "
                  + LEARNING,
              "live.intake: @live.(?!intake|store).* @pipeline.(?!ingest).* "
                  + SQL
                  + " "
                  + LEARNING,
              "live.people: @live.(?!people|store).* " + SQL + " " + FILES,
              "live.answer: @live.(?!answer|people|store).* " + SQL + " " + FILES,
              "live.text: @live.(?!text|answer|people|store).* " + SQL + " " + FILES,
              "live.refit: @live.(?!refit|folder|store).* " + SQL,
              "server: " + SQL,
              "server.access: @server.(?!access).* @live.* @pipeline.* jakarta.servlet.* "
                  + "org.springframework.*",
              "cli: " + SQL,
              "cli.option: @cli.[A-Z].* @cli.cluster.* java.io.Print.*",
              "cli.cluster: @cli.(?!cluster).* " + WORDS,
              "cli.terminal: @cli.(?!terminal).* @domain.*")
          .toList();

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.coterie");

  static List<String> lines() {
    return LINES;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aPackageKeepsToItsRoom(String line) {
    String[] parts = line.split(": ", 2);
    Pattern forbidden =
        Pattern.compile(
            Stream.of(parts[1].split(" "))
                .map(pattern -> pattern.replaceFirst("^@", ROOT))
                .collect(Collectors.joining("|")));
    noClasses()
        .that()
        .resideInAPackage(ROOT + parts[0])
        .should()
        .dependOnClassesThat(
            describe(
                "it must not know",
                (JavaClass type) -> forbidden.matcher(type.getName()).matches()))
        .check(HOUSE);
  }

  @Test
  void everyPackageHasItsLine() {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      packages.add(type.getPackageName().substring(ROOT.length()));
    }
    assertThat(LINES.stream().map(line -> line.split(":", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(packages);
  }
}
