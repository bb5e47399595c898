package dev.coterie.server;

import dev.coterie.live.LiveSegments;
import dev.coterie.live.answer.AsOf;
import dev.coterie.live.answer.Audience;
import dev.coterie.live.answer.AudienceWish;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.Similar;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.intake.BadEvent;
import dev.coterie.live.intake.EventRules;
import dev.coterie.live.intake.RawEvent;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.store.LiveEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Answers to those who are not kept: sessions, searches, audiences. */
@RestController
@Tag(name = "Questions")
final class AnswersApi {
  private static final int MOST_EVENTS = 1_000;

  private final LiveSegments live;
  private final JsonMapper json;

  AnswersApi(LiveSegments live, JsonMapper json) {
    this.live = live;
    this.json = json;
  }

  /**
   * Somebody who is not kept.
   *
   * @param events of the session, without {@code user_id}
   * @param query what is looked for
   * @param interests what somebody says to be interested in, in words
   */
  record Session(
      @Nullable List<RawEvent> events,
      @Nullable String query,
      @Nullable List<String> interests,
      @Nullable Integer limit,
      @Nullable Integer offset,
      @Nullable String category,
      @Nullable List<String> exclude) {}

  @PostMapping("/v1/recommendations")
  @Operation(
      summary = "A list for somebody who is not kept: by events, a query, stated interests",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Session.class))))
  UsersApi.Recommendations session(HttpServletRequest request) throws IOException {
    Session session = Web.read(request, json, Session.class);
    Wish wish =
        Web.checked(
            session.limit() == null ? 20 : session.limit(),
            limit ->
                new Wish(
                    limit,
                    session.offset() == null ? 0 : session.offset(),
                    Optional.ofNullable(session.category()),
                    session.exclude() == null
                        ? new HashSet<>()
                        : new HashSet<>(session.exclude())));
    Serving serving = live.serving();
    Known stranger = live.stranger(serving, events(session));
    return UsersApi.Recommendations.of(
        Tags.of(serving, stranger, session), serving, stranger, serving.list(stranger, wish));
  }

  private List<LiveEvent> events(Session session) {
    List<RawEvent> raw = new ArrayList<>();
    if (session.events() != null) {
      raw.addAll(session.events());
    }
    if (session.query() != null) {
      raw.add(search(session.query()));
    }
    if (session.interests() != null) {
      session.interests().forEach(interest -> raw.add(search(interest)));
    }
    if (raw.size() > MOST_EVENTS) {
      throw Refusal.bad("a session has at most " + MOST_EVENTS + " events, not " + raw.size());
    }
    EventRules rules = live.rules();
    List<LiveEvent> events = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      try {
        events.add(rules.check(ofSession(raw.get(i))));
      } catch (BadEvent e) {
        throw Refusal.bad("event " + i + ": " + e.getMessage());
      }
    }
    return events;
  }

  private static RawEvent search(@Nullable String text) {
    return new RawEvent(null, "session", "SEARCH", null, text, null, null, null, null, null, null);
  }

  private static RawEvent ofSession(@Nullable RawEvent event) {
    if (event == null) {
      throw new BadEvent("an event must be an object");
    }
    return new RawEvent(
        event.eventId(),
        "session",
        event.kind(),
        event.itemId(),
        event.query(),
        event.time(),
        event.value(),
        event.quantity(),
        event.price(),
        event.basket(),
        event.recommendationId());
  }

  record Found(String query, List<Similar> items, AsOf asOf) {}

  @GetMapping("/v1/search")
  @Operation(summary = "Items by the words of a query and by what it means")
  Found search(@RequestParam String q, @RequestParam(defaultValue = "20") int limit) {
    Web.within("limit", limit, 1, Wish.MOST);
    if (q.isBlank() || q.length() > 500) {
      throw Refusal.bad("q must have 1 to 500 characters");
    }
    Serving serving = live.serving();
    return new Found(q, live.search(serving, q.strip(), limit), serving.asOf());
  }

  /** Whom an audience is for. */
  record AudienceIn(
      @Nullable String segmentId,
      @Nullable String itemId,
      @Nullable String category,
      @Nullable String attribute,
      @Nullable String value,
      @Nullable String text,
      @Nullable List<String> like,
      @Nullable Integer size) {}

  @PostMapping("/v1/audiences")
  @Operation(
      summary =
          "Users for a segment, an item, a category, an attribute, a sentence, or like others",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = AudienceIn.class))))
  Audience audience(HttpServletRequest request) throws IOException {
    AudienceIn in = Web.read(request, json, AudienceIn.class);
    AudienceWish wish =
        Web.checked(
            in.size() == null ? 100 : in.size(),
            size ->
                new AudienceWish(
                    in.segmentId(),
                    in.itemId(),
                    in.category(),
                    in.attribute(),
                    in.text(),
                    in.like() == null ? List.of() : in.like(),
                    in.value(),
                    size));
    return live.audience(live.serving(), wish)
        .orElseThrow(() -> new Refusal(404, "nothing is known of what the audience is for"));
  }
}
