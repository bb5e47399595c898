package dev.coterie.server;

import dev.coterie.domain.Description;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.answer.AsOf;
import dev.coterie.live.answer.SegmentView;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.people.Drift;
import dev.coterie.live.people.Everyone.Scored;
import dev.coterie.live.people.Trends;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Segments and what is in them. */
@RestController
@Tag(name = "Segments")
final class SegmentsApi {
  private static final int MOST_USERS = 10_000;

  private final LiveSegments live;

  SegmentsApi(LiveSegments live) {
    this.live = live;
  }

  /**
   * All segments.
   *
   * @param drift how far users have moved since the fit
   * @param revision how often people changed them
   */
  record Segments(
      int users, List<SegmentView> segments, Drift.Figures drift, int revision, AsOf asOf) {}

  /**
   * One, with its subsegments and what its name rests on.
   *
   * @param revision how often people changed the segments
   */
  record Segment(
      SegmentView segment,
      List<SegmentView> subsegments,
      Description evidence,
      int revision,
      AsOf asOf) {}

  record Users(String segmentId, int total, int offset, List<Scored> users, AsOf asOf) {}

  /** An item, see {@link Trends.Touched}. */
  record Item(
      String itemId,
      String title,
      int users,
      double share,
      double lift,
      double lately,
      double excess) {
    static Item of(Trends.Touched item, Serving serving) {
      return new Item(
          item.itemId(),
          serving.catalogue().itemOrId(item.itemId()).label(),
          item.users(),
          item.share(),
          item.lift(),
          item.lately(),
          item.excess());
    }
  }

  record Items(String segmentId, List<Item> items, AsOf asOf) {}

  @GetMapping("/v1/segments")
  @Operation(
      summary = "All segments and subsegments that are not hidden, and how far users have moved")
  Segments all() {
    Serving serving = live.serving();
    return new Segments(
        serving.people().size(),
        serving.segments().stream().filter(segment -> !segment.hidden()).toList(),
        serving.people().drift().figures(),
        serving.revision(),
        serving.asOf());
  }

  @GetMapping("/v1/segments/{id}")
  @Operation(summary = "A segment or subsegment, and what its name rests on")
  Segment one(@PathVariable String id) {
    Serving serving = live.serving();
    List<SegmentView> all = serving.segments();
    SegmentView segment =
        all.stream()
            .filter(each -> each.segmentId().equals(id))
            .findFirst()
            .orElseThrow(() -> missing(serving, id));
    return new Segment(
        segment,
        all.stream().filter(each -> each.parentId().filter(id::equals).isPresent()).toList(),
        serving.evidence(id).orElseThrow(() -> missing(serving, id)),
        serving.revision(),
        serving.asOf());
  }

  private static int number(Serving serving, String id) {
    return serving
        .segment(id)
        .orElseThrow(
            () ->
                serving.evidence(id).isPresent()
                    ? new Refusal(404, "'" + id + "' is a subsegment; ask for its segment")
                    : missing(serving, id));
  }

  /** Tells what became of a segment that is there no more. */
  static Refusal missing(Serving serving, String id) {
    List<String> now = serving.answers().tree().now(id);
    return now.equals(List.of(id))
        ? Refusal.missing("segment", id)
        : new Refusal(404, "segment '" + id + "' is now " + String.join(", ", now));
  }

  @GetMapping("/v1/segments/{id}/users")
  @Operation(summary = "The users of a segment, those who belong to it most first")
  Users users(
      @PathVariable String id,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    Web.within("limit", limit, 1, MOST_USERS);
    Web.within("offset", offset, 0, Integer.MAX_VALUE);
    Serving serving = live.serving();
    List<Scored> users = serving.people().everyone().ofSegment(number(serving, id));
    int from = Math.min(offset, users.size());
    return new Users(
        id,
        users.size(),
        offset,
        users.subList(from, Math.min(users.size(), from + limit)),
        serving.asOf());
  }

  @GetMapping("/v1/segments/{id}/items")
  @Operation(summary = "The items of a segment by the users who went for them until the fit")
  Items items(@PathVariable String id, @RequestParam(defaultValue = "20") int limit) {
    Web.within("limit", limit, 1, Wish.MOST);
    Serving serving = live.serving();
    return items(serving, id, serving.itemsOf(number(serving, id), limit));
  }

  @GetMapping("/v1/segments/{id}/trend")
  @Operation(summary = "The items that a segment goes for lately, more than it did at the fit")
  Items trend(@PathVariable String id, @RequestParam(defaultValue = "20") int limit) {
    Web.within("limit", limit, 1, Wish.MOST);
    Serving serving = live.serving();
    return items(serving, id, serving.trending(number(serving, id), limit));
  }

  private static Items items(Serving serving, String id, List<Trends.Touched> items) {
    return new Items(
        id, items.stream().map(item -> Item.of(item, serving)).toList(), serving.asOf());
  }
}
