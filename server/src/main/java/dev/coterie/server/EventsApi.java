package dev.coterie.server;

import dev.coterie.live.LiveSegments;
import dev.coterie.live.intake.BadEvent;
import dev.coterie.live.intake.EventRules;
import dev.coterie.live.intake.RawEvent;
import dev.coterie.live.store.LiveEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events in. */
@RestController
@Tag(name = "Events and items")
final class EventsApi {
  private final LiveSegments live;
  private final JsonMapper json;

  EventsApi(LiveSegments live, JsonMapper json) {
    this.live = live;
    this.json = json;
  }

  /** What became of an event. */
  enum Status {
    ACCEPTED,
    DUPLICATE,
    REJECTED
  }

  /**
   * What became of one event.
   *
   * @param index of the event in the request, from 0
   */
  record Verdict(int index, Status status, @Nullable String eventId, @Nullable String reason) {}

  /** What became of all events of a request. */
  record Receipt(int accepted, int duplicates, int rejected, List<Verdict> events) {}

  /** An event that was read, or why it could not be. */
  private record Read(@Nullable RawEvent event, String fault) {}

  @PostMapping("/v1/events")
  @Operation(
      summary = "Take events: one, an array, or lines of JSON, up to 10 MiB",
      description =
          "Answered when the events are durable. Each is judged by itself; one whose event_id is"
              + " known is a duplicate. 429 or 503: nothing was taken, send all again.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = RawEvent.class)),
                @Content(mediaType = "application/x-ndjson")
              }))
  ResponseEntity<Receipt> take(HttpServletRequest request) throws IOException {
    Web.requireJson(request);
    List<Read> read = read(Web.body(request, Web.MOST_EVENTS));
    EventRules rules = live.rules();
    List<LiveEvent> events = new ArrayList<>();
    Verdict[] verdicts = new Verdict[read.size()];
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < verdicts.length; i++) {
      try {
        RawEvent raw = read.get(i).event;
        if (raw == null) {
          throw new BadEvent(read.get(i).fault);
        }
        events.add(rules.check(raw));
        places.add(i);
      } catch (BadEvent e) {
        verdicts[i] = new Verdict(i, Status.REJECTED, null, e.getMessage());
      }
    }
    List<Boolean> isNew = live.submit(events);
    for (int n = 0; n < events.size(); n++) {
      int i = places.get(n);
      verdicts[i] =
          new Verdict(
              i, isNew.get(n) ? Status.ACCEPTED : Status.DUPLICATE, events.get(n).eventId(), null);
    }
    int rejected = verdicts.length - events.size();
    int accepted = (int) isNew.stream().filter(each -> each).count();
    Receipt receipt = new Receipt(accepted, events.size() - accepted, rejected, List.of(verdicts));
    // One event alone is right or wrong as a whole.
    boolean bad = verdicts.length == 1 && rejected == 1;
    return ResponseEntity.status(bad ? 422 : 200).body(receipt);
  }

  private List<Read> read(byte[] body) {
    String text = text(body);
    if (text.isBlank()) {
      throw Refusal.bad("the body is empty");
    }
    List<Read> read = new ArrayList<>();
    if (text.stripLeading().startsWith("[")) {
      for (JsonNode node : tree(text)) {
        read.add(event(node));
      }
      if (read.isEmpty()) {
        throw Refusal.bad("the array is empty");
      }
      return read;
    }
    Optional<JsonNode> one = whole(text);
    if (one.isPresent()) {
      return List.of(event(one.get()));
    }
    for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
      String line = lines.next();
      if (!line.isBlank()) {
        try {
          read.add(event(json.readTree(line)));
        } catch (JacksonException e) {
          read.add(new Read(null, "no JSON: " + Web.reason(e)));
        }
      }
    }
    return read;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.bad("the body is not UTF-8");
    }
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      throw Refusal.bad("the body cannot be read: " + Web.reason(e));
    }
  }

  private Optional<JsonNode> whole(String text) {
    // Lines of JSON fail at the second line, which is found out cheaply.
    try {
      return Optional.of(json.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Read event(JsonNode node) {
    if (!node.isObject()) {
      return new Read(null, "an event must be an object");
    }
    try {
      return new Read(json.treeToValue(node, RawEvent.class), "");
    } catch (JacksonException e) {
      return new Read(null, Web.reason(e));
    }
  }
}
