package dev.coterie.language.chat;

import dev.coterie.language.remote.Endpoint;
import dev.coterie.language.remote.RemoteFailure;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * A model behind {@code /chat/completions} as OpenAI's is; Ollama, vLLM and llama.cpp answer alike.
 * The shape of an answer is sent as a JSON schema; what a server refuses is left out from then on.
 */
public final class OpenAiChat implements Chat {
  /**
   * What is said beside the question.
   *
   * @param schema the shape, as a JSON schema
   * @param settings the temperature 0, which models that reason refuse, as they do the older name
   *     of the most tokens
   */
  private record Manner(boolean schema, boolean settings) {}

  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  private final Endpoint endpoint;
  private final String model;
  private final OpenAiChatModel client;
  private volatile Manner manner = new Manner(true, true);

  /**
   * Readies a model; the server is asked only when there is a question.
   *
   * @param model as the server calls it
   */
  public OpenAiChat(Endpoint endpoint, String model) {
    this.endpoint = endpoint;
    this.model = model;
    this.client =
        OpenAiChatModel.builder()
            .httpClientBuilder(new EndpointClient(endpoint))
            .baseUrl(endpoint.base().toString())
            .modelName(model)
            .strictJsonSchema(true)
            .maxRetries(0)
            .build();
  }

  @Override
  public String id() {
    return model + "/" + endpoint.base();
  }

  @Override
  public ChatAnswer ask(ChatPrompt prompt) {
    Manner tried = manner;
    while (true) {
      try {
        ChatAnswer answer = answer(prompt, tried);
        manner = tried;
        return answer;
      } catch (RemoteFailure e) {
        tried = simpler(tried, e);
      }
    }
  }

  /** What to leave out after a refusal. */
  private static Manner simpler(Manner tried, RemoteFailure e) {
    boolean refused = e.status() == BAD_REQUEST || e.status() == UNPROCESSABLE;
    String said = String.valueOf(e.getMessage());
    if (refused && tried.settings && (said.contains("_tokens") || said.contains("temperature"))) {
      return new Manner(tried.schema, false);
    }
    if (refused && tried.schema) {
      return new Manner(false, tried.settings);
    }
    throw unavailable(e);
  }

  private ChatAnswer answer(ChatPrompt prompt, Manner how) {
    OpenAiChatRequestParameters.Builder parameters = OpenAiChatRequestParameters.builder();
    if (how.schema) {
      parameters.responseFormat(format(prompt.shape()));
    }
    if (how.settings) {
      parameters.temperature(0.0).maxOutputTokens(prompt.mostTokens());
    } else {
      parameters.maxCompletionTokens(prompt.mostTokens());
    }
    try {
      return answer(
          client.chat(
              ChatRequest.builder()
                  .messages(
                      SystemMessage.from(prompt.instruction()), UserMessage.from(prompt.data()))
                  .parameters(parameters.build())
                  .build()));
    } catch (LangChain4jException e) {
      throw failure(e);
    }
  }

  private ChatAnswer answer(ChatResponse response) {
    @Nullable String text = response.aiMessage().text();
    @Nullable TokenUsage usage = response.tokenUsage();
    long prompt = usage == null ? 0 : count(usage.inputTokenCount());
    long answer = usage == null ? 0 : count(usage.outputTokenCount());
    endpoint.count(prompt, answer);
    return new ChatAnswer(
        text == null ? "" : text, finish(response.finishReason()), prompt, answer);
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }

  private static ChatAnswer.Finish finish(@Nullable FinishReason reason) {
    return switch (reason) {
      // Some servers do not say; a cut answer is then found by its shape.
      case STOP, OTHER -> ChatAnswer.Finish.WHOLE;
      case null -> ChatAnswer.Finish.WHOLE;
      case LENGTH -> ChatAnswer.Finish.CUT;
      case TOOL_EXECUTION, CONTENT_FILTER -> ChatAnswer.Finish.STOPPED;
    };
  }

  private static ResponseFormat format(AnswerShape shape) {
    JsonObjectSchema.Builder entry = JsonObjectSchema.builder().additionalProperties(false);
    for (AnswerShape.Field field : shape.fields()) {
      entry.addStringProperty(field.name(), field.meaning());
    }
    entry.required(shape.fields().stream().map(AnswerShape.Field::name).toList());
    JsonObjectSchema root =
        JsonObjectSchema.builder()
            .addProperty(shape.list(), JsonArraySchema.builder().items(entry.build()).build())
            .required(shape.list())
            .additionalProperties(false)
            .build();
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(JsonSchema.builder().name(shape.list()).rootElement(root).build())
        .build();
  }

  /** The library wraps what the endpoint throws. */
  private static RuntimeException failure(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RemoteFailure failure) {
        return failure;
      }
    }
    return unavailable(e);
  }

  private static ChatUnavailable unavailable(RuntimeException e) {
    return new ChatUnavailable(String.valueOf(e.getMessage()), e);
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
