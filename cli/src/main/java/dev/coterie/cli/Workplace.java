package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.language.chat.AnswerCache;
import dev.coterie.language.chat.Chat;
import dev.coterie.language.chat.ChatDesk;
import dev.coterie.language.chat.Spending;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.chat.ChatSource;
import dev.coterie.pipeline.chat.FolderAnswers;
import dev.coterie.pipeline.embed.VectorCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * What a command that computes may use of the machine. Its temporary folder ends with it, and then
 * it is told once what of the cache could not be used.
 */
final class Workplace implements AutoCloseable {
  private final Machine machine;
  private final Terminal terminal;
  private final boolean quiet;
  private final AtomicReference<Optional<ChatDesk>> desk;

  private Workplace(
      Machine machine, Terminal terminal, boolean quiet, AtomicReference<Optional<ChatDesk>> desk) {
    this.machine = machine;
    this.terminal = terminal;
    this.quiet = quiet;
    this.desk = desk;
  }

  static Workplace open(Terminal terminal, ComputeOptions options) {
    return open(terminal, options, chat -> chat);
  }

  /** With something before the chat model, if the settings name one. */
  static Workplace open(Terminal terminal, ComputeOptions options, UnaryOperator<Chat> before) {
    int threads = options.threads();
    long memory = options.memory().bytes();
    VectorCache cache = options.cache().map(VectorCache::in).orElseGet(VectorCache::none);
    AnswerCache answers =
        options.cache().<AnswerCache>map(FolderAnswers::new).orElse(AnswerCache.NONE);
    ChatSource source = ChatSource.through(answers, before);
    AtomicReference<Optional<ChatDesk>> desk = new AtomicReference<>(Optional.empty());
    ChatSource remembered =
        chat -> {
          desk.set(source.open(chat));
          return desk.get();
        };
    try {
      Path temp = Files.createTempDirectory("coterie-");
      terminal.interruption().unfinished(temp);
      return new Workplace(
          new Machine(threads, memory, temp, cache, remembered), terminal, options.quiet(), desk);
    } catch (IOException e) {
      throw new JobFailed(
          "Cannot make a temporary folder in %s: %s\nFree space there, or name another with -Djava.io.tmpdir in COTERIE_JAVA_OPTIONS."
              .formatted(System.getProperty("java.io.tmpdir"), e),
          e);
    }
  }

  Machine machine() {
    return machine;
  }

  /** What was asked of a chat model; empty where there was none. */
  Optional<Spending> spending() {
    return desk.get().map(ChatDesk::spending);
  }

  @Override
  public void close() {
    machine.cache().notes().forEach(note -> terminal.note(quiet, note));
    try {
      Folders.delete(machine.temp());
      terminal.interruption().finished(machine.temp());
    } catch (IOException e) {
      System.getLogger(Workplace.class.getName())
          .log(System.Logger.Level.WARNING, "could not delete {0}: {1}", machine.temp(), e);
    }
  }
}
