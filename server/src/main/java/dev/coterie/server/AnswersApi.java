package dev.coterie.server;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.answer.AsOf;
import dev.coterie.live.answer.Hit;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.intake.BadEvent;
import dev.coterie.live.intake.EventRules;
import dev.coterie.live.intake.RawEvent;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.pipeline.audience.Audience;
import dev.coterie.pipeline.audience.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
  private static final int MOST_USERS = 10_000;
  private static final int USUAL_SIZE = 100;
  private static final int MOST_LIKE = 1_000;

  /** Items that stand for a target and are told. */
  private static final int MOST_TOLD = 20;

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

  record Found(String query, List<Hit> items, AsOf asOf) {}

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

  /**
   * Whom an audience is for; one of the first six is given.
   *
   * @param attribute with {@code value}: items that have it
   * @param like ids of users whom the others should resemble, at most 1,000
   * @param size how many users, 1 to 10,000; 100
   */
  record AudienceIn(
      @Nullable String segmentId,
      @Nullable String itemId,
      @Nullable String category,
      @Nullable String attribute,
      @Nullable String text,
      @Nullable List<String> like,
      @Nullable String value,
      @Nullable Integer size) {
    AudienceIn {
      if (Stream.of(segmentId, itemId, category, attribute, text, like)
              .filter(Objects::nonNull)
              .count()
          != 1) {
        throw new IllegalArgumentException(
            "give one of segment_id, item_id, category, attribute with value, text, like");
      }
      if ((attribute == null) != (value == null)) {
        throw new IllegalArgumentException("attribute and value go together");
      }
      if (size != null && (size < 1 || size > MOST_USERS)) {
        throw new IllegalArgumentException("size must be 1 to " + MOST_USERS + ", not " + size);
      }
      if (like != null && (like.size() > MOST_LIKE || like.stream().anyMatch(Objects::isNull))) {
        throw new IllegalArgumentException("like must be at most " + MOST_LIKE + " ids");
      }
    }

    Target target() {
      if (segmentId != null) {
        return new Target.InSegment(segmentId);
      }
      if (itemId != null) {
        return new Target.ForItem(itemId);
      }
      if (category != null) {
        return new Target.ForAttribute("category", category);
      }
      if (attribute != null && value != null) {
        return new Target.ForAttribute(attribute, value);
      }
      return text != null
          ? new Target.ForText(text)
          : new Target.LikeUsers(like == null ? List.of() : like);
    }
  }

  /**
   * Users for something, best first.
   *
   * @param target in words
   * @param eligible users among whom they were sought
   * @param items that stand for the target, the nearest first
   * @param overlap how they lie over the segments, largest part first
   */
  record Reached(
      String target,
      int eligible,
      int size,
      List<Audience.Wanted> items,
      List<Audience.Found> users,
      List<Audience.Overlap> overlap,
      AsOf asOf) {}

  @PostMapping("/v1/audiences")
  @Operation(
      summary =
          "Users for a segment, an item, a category, an attribute, a sentence, or like others",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = AudienceIn.class))))
  Reached audience(HttpServletRequest request) throws IOException {
    AudienceIn in = Web.read(request, json, AudienceIn.class);
    Serving serving = live.serving();
    try {
      Audience found =
          live.audience(serving, in.target(), in.size() == null ? USUAL_SIZE : in.size());
      return new Reached(
          found.target(),
          found.eligible(),
          found.users().size(),
          found.items().subList(0, Math.min(MOST_TOLD, found.items().size())),
          found.users(),
          found.overlap(),
          serving.asOf());
    } catch (BadInput e) {
      throw new Refusal(404, String.valueOf(e.getMessage()));
    }
  }
}
