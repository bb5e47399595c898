package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.language.chat.ChatPrompt;
import dev.coterie.language.chat.PromptRecorder;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.chat.ChatOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Work that asks no chat model and writes nothing, for what it would ask. */
final class DryRun {
  private static final double A_MILLION = 1e6;

  private final Terminal terminal;
  private final ComputeOptions compute;

  DryRun(Terminal terminal, ComputeOptions compute) {
    this.terminal = terminal;
    this.compute = compute;
  }

  /** What is told where a model is wanted and the settings name none. */
  static BadUsage noModel() {
    return new BadUsage(
        "There is no chat model to ask.\nName one: --set chat.url=URL --set chat.model=NAME.");
  }

  /** One question. */
  private record Prompt(String system, String user, long tokens, int mostAnswerTokens) {}

  /** The JSON document. */
  private record Forecast(
      String model,
      int questions,
      long tokensRead,
      long tokensWritten,
      double cost,
      List<Prompt> prompts) {}

  /**
   * Does the work without the model.
   *
   * @param chat settings that the work opens the model by
   */
  void tell(ChatOptions chat, BiConsumer<Machine, Progress> work, Output output) {
    if (chat.url().isEmpty()) {
      throw noModel();
    }
    List<PromptRecorder> recorders = new ArrayList<>();
    try (Workplace workplace =
            Workplace.open(
                terminal,
                compute,
                model -> {
                  recorders.add(new PromptRecorder(model.id()));
                  return recorders.getFirst();
                });
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      work.accept(workplace.machine(), shown.progress());
    }
    List<Prompt> prompts = new ArrayList<>();
    long read = 0;
    long written = 0;
    for (ChatPrompt prompt : recorders.getFirst().prompts()) {
      prompts.add(
          new Prompt(prompt.instruction(), prompt.data(), prompt.tokens(), prompt.mostTokens()));
      read += prompt.tokens();
      written += prompt.mostTokens();
    }
    double cost = (read * chat.priceRead() + written * chat.priceWritten()) / A_MILLION;
    for (Prompt prompt : prompts) {
      prompt.system().lines().forEach(output::line);
      output.line("");
      prompt.user().lines().forEach(output::line);
      output.line("");
    }
    output.print(
        new Forecast(chat.model().orElse(""), prompts.size(), read, written, cost, prompts),
        new Table("questions", "tokens_read", "tokens_written_at_most", "cost_at_most")
            .row(prompts.size(), read, written, cost));
    terminal.note(
        compute.quiet(),
        "Nothing was asked and nothing written. What fails its test is asked for once more.");
  }
}
