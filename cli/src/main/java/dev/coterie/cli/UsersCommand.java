package dev.coterie.cli;

import dev.coterie.cli.option.ChatOption;
import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventLog;
import dev.coterie.pipeline.describe.UserInterest;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.Tables.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      "  coterie users snapshot/ --user 17850 --in-words   what this one is interested in, lasting",
      "                                                    and passing",
      "  coterie users snapshot/ --user 17850 --in-words --set chat.url=http://localhost:11434/v1 \\",
      "                --set chat.model=qwen3              the same as a chat model words it",
      "  coterie users snapshot/ --format json             users[] with the same keys; --in-words",
      "                                                    adds in_words[] with words, span, weight,",
      "                                                    since, until, items, writer"
    })
final class UsersCommand implements Runnable {
  private final Terminal terminal;

  @Parameters(paramLabel = "SNAPSHOT", description = "The folder that fit wrote.")
  private Path snapshot = Path.of("snapshot");

  @Option(names = "--user", paramLabel = "ID", description = "Only this one, with the interests.")
  private @Nullable String user;

  @Option(
      names = "--in-words",
      description =
          "Say what the user of --user is interested in, by the user's own items; by a chat model"
              + " where the settings name one.")
  private boolean inWords;

  @Mixin private ChatOption chat = new ChatOption();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  UsersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Everyone(List<SequencedMap<String, @Nullable Object>> users) {}

  private record One(
      String user,
      SequencedMap<String, @Nullable Object> place,
      List<SequencedMap<String, @Nullable Object>> interests) {}

  private record InWords(String user, List<Interest> inWords) {}

  private record Interest(
      String words,
      String span,
      double weight,
      @Nullable String since,
      @Nullable String until,
      List<String> items,
      @Nullable String writer) {}

  @Override
  public void run() {
    SnapshotReader reader = SnapshotReader.open(snapshot);
    if (inWords) {
      tellInWords(reader);
      return;
    }
    if (chat.dryRun()) {
      throw new BadUsage("--dry-run-chat goes with --in-words; else no model is asked.");
    }
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

  private void tellInWords(SnapshotReader reader) {
    if (user == null) {
      throw new BadUsage("--in-words says what one user is interested in; name one with --user.");
    }
    String whom = user;
    Output output = terminal.output(format);
    new PersonalRun(terminal, compute, chat)
        .of(reader, personal -> personal.interests(whom), output)
        .ifPresent(
            interests ->
                print(whom, interests.stream().map(UsersCommand::interest).toList(), output));
  }

  private static void print(String user, List<Interest> interests, Output output) {
    Table table = new Table("words", "span", "weight", "since", "until", "items");
    for (Interest interest : interests) {
      table.row(
          interest.words,
          interest.span,
          interest.weight,
          interest.since,
          interest.until,
          interest.items.size());
    }
    output.print(new InWords(user, interests), table);
  }

  private static Interest interest(UserInterest interest) {
    return new Interest(
        interest.words(),
        interest.span().name().toLowerCase(Locale.ROOT),
        interest.weight(),
        day(interest.since()),
        day(interest.until()),
        interest.items(),
        interest.writer().orElse(null));
  }

  private static @Nullable String day(long time) {
    return time == EventLog.NO_TIME
        ? null
        : Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC).toLocalDate().toString();
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
