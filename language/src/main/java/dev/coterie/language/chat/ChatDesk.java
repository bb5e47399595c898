package dev.coterie.language.chat;

import dev.coterie.numeric.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Where questions are handed in. An answer that is empty, cut, or not of the shape is asked for
 * once more with its fault; a record that is still wrong is left out, the others stand. Good
 * answers are kept, so that work that was stopped goes on where it was. No question ever fails:
 * what has no answer says why.
 */
public final class ChatDesk implements AutoCloseable {
  private final Chat chat;
  private final AnswerCache cache;
  private final Budget budget;
  private final Semaphore places;
  private long calls;
  private long cached;
  private long repaired;
  private long refused;
  private long tokens;
  private long promised;
  private String fault = "";

  /**
   * Opens.
   *
   * @param concurrency most questions under way at once, at least 1
   */
  public ChatDesk(Chat chat, AnswerCache cache, Budget budget, int concurrency) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1, not " + concurrency);
    }
    this.chat = chat;
    this.cache = cache;
    this.budget = budget;
    this.places = new Semaphore(concurrency, true);
  }

  /** What was done so far. */
  public synchronized Spending spending() {
    return new Spending(calls, cached, repaired, refused, tokens, fault);
  }

  /**
   * Asks all, several at once.
   *
   * @return a reply a prompt, in their order
   */
  public List<Reply> ask(List<ChatPrompt> prompts, Progress progress) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Reply>> asked = new ArrayList<>();
      for (ChatPrompt prompt : prompts) {
        asked.add(threads.submit(() -> inTurn(prompt)));
      }
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> future : asked) {
        progress.report("ask", replies.size(), prompts.size());
        replies.add(future.get());
      }
      progress.report("ask", replies.size(), prompts.size());
      return replies;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  private Reply inTurn(ChatPrompt prompt) throws InterruptedException {
    places.acquire();
    try {
      return reply(prompt);
    } finally {
      places.release();
    }
  }

  private Reply reply(ChatPrompt prompt) {
    String question = chat.id() + "\n" + prompt.instruction() + "\n" + prompt.data();
    String known = cache.find(question).orElse(null);
    if (known != null) {
      Reply reply = read(prompt, known);
      if (reply.fault().isEmpty()) {
        return told(reply, true, false);
      }
    }
    Reply first = asked(prompt, question);
    if (first.fault().isEmpty() || !mends(first)) {
      return told(first, false, false);
    }
    Reply second =
        asked(
            prompt.with("Your last answer could not be used: " + first.fault() + ". Mend that."),
            question);
    boolean better = second.entries().size() >= first.entries().size();
    return told(better ? second : first, false, second.fault().isEmpty());
  }

  /** Whether asking again can help: not where nothing was asked, or nobody answered. */
  private static boolean mends(Reply reply) {
    return !reply.fault().startsWith(NOT_ASKED) && !reply.fault().startsWith(NO_ANSWER);
  }

  private static final String NOT_ASKED = "the budget is spent";
  private static final String NO_ANSWER = "no answer";

  private Reply asked(ChatPrompt prompt, String question) {
    long promise = prompt.tokens() + prompt.mostTokens();
    if (!take(promise)) {
      return Reply.refused(NOT_ASKED);
    }
    ChatAnswer answer;
    try {
      answer = chat.ask(prompt);
    } catch (ChatUnavailable e) {
      give(promise, 0);
      return Reply.refused(NO_ANSWER + ": " + e.getMessage());
    }
    long told = answer.promptTokens() + answer.answerTokens();
    give(promise, told > 0 ? told : prompt.tokens() + ChatPrompt.tokens(answer.text()));
    @Nullable String broken =
        switch (answer.finish()) {
          case WHOLE -> answer.text().isBlank() ? "it is empty" : null;
          case CUT -> "it is too long and was cut";
          case STOPPED -> "it was stopped by the server";
        };
    if (broken != null) {
      return Reply.refused(broken);
    }
    Reply reply = read(prompt, answer.text());
    if (reply.fault().isEmpty()) {
      cache.keep(question, answer.text());
    }
    return reply;
  }

  private static Reply read(ChatPrompt prompt, String text) {
    try {
      AnswerShape.Read read = prompt.shape().read(text);
      return new Reply(read.entries(), String.join("; ", read.faults()));
    } catch (AnswerShape.OffShapeException e) {
      return Reply.refused(String.valueOf(e.getMessage()));
    }
  }

  private synchronized boolean take(long promise) {
    if (calls >= budget.calls() || tokens + promised + promise > budget.tokens()) {
      return false;
    }
    calls++;
    promised += promise;
    return true;
  }

  private synchronized void give(long promise, long used) {
    promised -= promise;
    tokens += used;
  }

  private synchronized Reply told(Reply reply, boolean known, boolean mended) {
    cached += known ? 1 : 0;
    repaired += mended ? 1 : 0;
    if (reply.entries().isEmpty() && !reply.fault().isEmpty()) {
      refused++;
      fault = fault.isEmpty() ? reply.fault() : fault;
    }
    return reply;
  }

  @Override
  public void close() {
    chat.close();
  }
}
