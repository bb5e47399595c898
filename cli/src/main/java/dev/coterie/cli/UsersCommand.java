package dev.coterie.cli;

import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.SnapshotOptions;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.Tables.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the users of a snapshot. */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    description = "Prints the users of a snapshot with their segments and behaviour.",
    footer = {
      "",
      "Examples:",
      "  coterie users snapshot/ --format csv > users.csv  user_id,segment_id,subsegment_id,",
      "                                                    confidence, …",
      "  coterie users snapshot/ --user 17850              one, with the own interests",
      "  coterie users snapshot/ --format json             users[] with the same keys"
    })
final class UsersCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private SnapshotOptions snapshot = new SnapshotOptions();

  @Option(names = "--user", paramLabel = "ID", description = "Only this one, with the interests.")
  private @Nullable String user;

  @Mixin private FormatOption format = new FormatOption();

  UsersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Everyone(List<SequencedMap<String, @Nullable Object>> users) {}

  private record One(
      String user,
      SequencedMap<String, @Nullable Object> place,
      List<SequencedMap<String, @Nullable Object>> interests) {}

  @Override
  public void run() {
    SnapshotReader reader = snapshot.open();
    Answer users = reader.users(Optional.ofNullable(user));
    Output output = terminal.output(format);
    if (user == null) {
      output.print(
          () -> new Everyone(rows(users)), () -> output.forPeople() ? places(users) : all(users));
      return;
    }
    Answer interests = reader.interests(user);
    One one = new One(user, rows(users).getFirst(), rows(interests));
    output.print(one, output.forPeople() ? upright(one.place) : all(users));
    output.line("");
    output.more(all(interests));
  }

  private static List<SequencedMap<String, @Nullable Object>> rows(Answer answer) {
    List<SequencedMap<String, @Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> cells : answer.rows()) {
      SequencedMap<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int c = 0; c < cells.size(); c++) {
        row.put(answer.columns().get(c), cells.get(c));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Table all(Answer answer) {
    Table table = new Table(answer.columns().toArray(String[]::new));
    answer.rows().forEach(row -> table.row(row.toArray()));
    return table;
  }

  /** The few columns that fit a terminal. */
  private static Table places(Answer users) {
    String[] columns = {"user_id", "segment_id", "subsegment_id", "confidence", "events"};
    Table table = new Table(columns);
    int[] at = Arrays.stream(columns).mapToInt(users.columns()::indexOf).toArray();
    for (List<@Nullable Object> row : users.rows()) {
      table.row(Arrays.stream(at).mapToObj(row::get).toArray());
    }
    return table;
  }

  private static Table upright(Map<String, @Nullable Object> row) {
    Table table = new Table("column", "value");
    row.forEach((column, value) -> table.row(column, value));
    return table;
  }
}
