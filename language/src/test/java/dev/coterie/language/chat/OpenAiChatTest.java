package dev.coterie.language.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.language.chat.ChatAnswer.Finish;
import dev.coterie.language.remote.Endpoint;
import dev.coterie.language.remote.EndpointOptions;
import dev.coterie.language.remote.ModelServer;
import dev.coterie.language.remote.ModelServer.Said;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class OpenAiChatTest {
  private static final String NOW = "Retry-After";
  private static final AnswerShape NAMES =
      new AnswerShape("names", List.of(new AnswerShape.Field("name", "a name", 20)), 3);
  private static final ChatPrompt PROMPT = new ChatPrompt("Name these.", "mugs", NAMES, 50);

  private final ModelServer server = ModelServer.start();
  private final OpenAiChat chat =
      new OpenAiChat(
          Endpoint.of(
              server.base(), new EndpointOptions("A_KEY", 1, 2, 4, 0), name -> "sk-secret-1234"),
          "small");

  @AfterEach
  void stop() {
    chat.close();
    server.close();
  }

  @Test
  void theQuestionGoesWithItsSchemaAndTheAnswerComesWithItsCost() {
    server.chat(request -> Said.whole("{\"names\": []}"));
    ChatAnswer answer = chat.ask(PROMPT);
    assertThat(answer.text()).isEqualTo("{\"names\": []}");
    assertThat(answer.finish()).isEqualTo(Finish.WHOLE);
    assertThat(answer.promptTokens()).isPositive();
    ModelServer.Received request = server.received().getFirst();
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.authorization()).isEqualTo("Bearer sk-secret-1234");
    assertThat(request.prompt()).contains("Name these.").contains("mugs").contains("\"names\"");
    JsonNode body = request.body();
    assertThat(body.path("model").asString()).isEqualTo("small");
    assertThat(body.path("temperature").asDouble(1)).isZero();
    assertThat(body.path("stream").asBoolean(false)).isFalse();
    JsonNode format = body.path("response_format");
    assertThat(format.path("type").asString()).isEqualTo("json_schema");
    assertThat(format.path("json_schema").path("strict").asBoolean()).isTrue();
    assertThat(format.toString()).contains("\"names\"").contains("\"required\":[\"name\"]");
  }

  @ParameterizedTest
  @CsvSource({"stop, WHOLE", "length, CUT", "content_filter, STOPPED"})
  void theReasonForTheEndIsTold(String said, Finish finish) {
    server.chat(request -> new Said("{\"na", said));
    assertThat(chat.ask(PROMPT).finish()).isEqualTo(finish);
  }

  static Stream<ModelServer.Fault> passing() {
    return Stream.of(
        ModelServer.status(429, "slow down", NOW, "0"),
        ModelServer.status(500, "boom", NOW, "0"),
        ModelServer.cutOff(),
        ModelServer.body("<html>gateway</html>"),
        ModelServer.body("{\"choices\": []}"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsAskedAgain(ModelServer.Fault fault) {
    server.next(fault).chat(request -> Said.whole("yes"));
    assertThat(chat.ask(PROMPT).text()).isEqualTo("yes");
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void silenceEndsWithTheTimeout() {
    server.next(server.silence()).next(server.silence());
    assertThatThrownBy(() -> chat.ask(PROMPT))
        .isInstanceOf(ChatUnavailable.class)
        .hasMessageContaining("no answer in 1 s")
        .hasMessageContaining(server.base().toString());
  }

  @Test
  void aServerWithoutSchemasIsAskedWithoutFromThenOn() {
    server
        .next(ModelServer.status(400, "response_format is not supported"))
        .chat(request -> Said.whole("yes"));
    chat.ask(PROMPT);
    chat.ask(PROMPT);
    assertThat(server.received()).hasSize(3);
    assertThat(server.received().subList(1, 3))
        .allSatisfy(r -> assertThat(r.body().has("response_format")).isFalse());
  }

  @Test
  void aModelThatReasonsIsSpokenToInItsWay() {
    server
        .next(ModelServer.status(400, "Use 'max_completion_tokens' instead of 'max_tokens'."))
        .chat(request -> Said.whole("yes"));
    chat.ask(PROMPT);
    JsonNode body = server.received().getLast().body();
    assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(50);
    assertThat(body.has("max_tokens")).isFalse();
    assertThat(body.has("temperature")).isFalse();
    assertThat(body.has("response_format")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"401", "404", "400"})
  void whatWillNotPassIsTold(int status) {
    server
        .next(ModelServer.status(status, "no, sk-secret-1234"))
        .next(ModelServer.status(status, "no"));
    assertThatThrownBy(() -> chat.ask(PROMPT))
        .isInstanceOf(ChatUnavailable.class)
        .hasMessageContaining(Integer.toString(status))
        .hasMessageNotContaining("sk-secret");
  }
}
