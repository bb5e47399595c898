package dev.coterie.cli;

import dev.coterie.cli.option.ChatOption;
import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.terminal.Output;
import dev.coterie.domain.Count;
import dev.coterie.language.chat.Spending;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.chat.ChatOptions;
import dev.coterie.pipeline.chat.Scribe;
import dev.coterie.pipeline.personal.Personal;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something said of one user of a snapshot, with the chat model of the settings if there is one.
 */
final class PersonalRun {
  private final Terminal terminal;
  private final ComputeOptions compute;
  private final ChatOption chat;

  PersonalRun(Terminal terminal, ComputeOptions compute, ChatOption chat) {
    this.terminal = terminal;
    this.compute = compute;
    this.chat = chat;
  }

  /** The result; or, in a dry run, none, and the prompts are printed instead. */
  <T> Optional<T> of(SnapshotReader snapshot, Function<Personal, T> work, Output output) {
    ChatOptions options = chat.over(snapshot);
    if (chat.dryRun()) {
      new DryRun(terminal, compute)
          .tell(
              options,
              (machine, progress) -> work(snapshot, options, work, machine, progress),
              output);
      return Optional.empty();
    }
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      T result = work(snapshot, options, work, workplace.machine(), shown.progress());
      workplace
          .spending()
          .ifPresent(spent -> terminal.note(compute.quiet(), "the chat model: " + told(spent)));
      return Optional.of(result);
    }
  }

  private static <T> T work(
      SnapshotReader snapshot,
      ChatOptions options,
      Function<Personal, T> work,
      Machine machine,
      Progress progress) {
    try (Workers workers = Workers.of(machine.threads());
        Scribe scribe = Scribe.of(options, machine.chats())) {
      return work.apply(new Personal(snapshot, machine.cache(), scribe, workers, progress));
    }
  }

  /** What asking a model took. */
  static String told(Spending spent) {
    String told =
        "%s, %s known, %d refused, %,d tokens"
            .formatted(
                Count.of(spent.calls(), "question"),
                Count.of(spent.cached(), "answer"),
                spent.refused(),
                spent.tokens());
    return spent.fault().isEmpty() ? told : told + "\nfirst refused: " + spent.fault();
  }
}
