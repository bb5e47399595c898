package dev.coterie.server;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Item;
import dev.coterie.language.Script;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.answer.AsOf;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.Similar;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.store.LiveItem;
import dev.coterie.pipeline.recommend.ListRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue, and items near to each other. */
@RestController
@Tag(name = "Events and items")
final class ItemsApi {
  private static final int MOST_ITEMS = 1_000;

  private final LiveSegments live;
  private final JsonMapper json;

  ItemsApi(LiveSegments live, JsonMapper json) {
    this.live = live;
    this.json = json;
  }

  /**
   * An item as it is put.
   *
   * @param language ISO 639-1; found by the script where it is not given
   * @param validFrom ISO 8601 with a zone; from always
   * @param validUntil ISO 8601 with a zone; for ever
   */
  record ItemIn(
      String itemId,
      @Nullable String title,
      @Nullable String description,
      @Nullable List<String> categories,
      @Nullable List<String> tags,
      @Nullable String language,
      @Nullable Map<String, String> attributes,
      @Nullable Boolean hidden,
      @Nullable String validFrom,
      @Nullable String validUntil) {}

  /**
   * An item as it is known.
   *
   * @param fitted whether the fit knew it
   * @param placed whether it has a place among the others, so that it can be recommended
   */
  record ItemOut(
      String itemId,
      String title,
      String description,
      List<String> categories,
      List<String> tags,
      String language,
      Map<String, String> attributes,
      boolean hidden,
      boolean fitted,
      boolean placed) {}

  record Put(int items) {}

  record SimilarItems(String itemId, List<Similar> items, AsOf asOf) {}

  @PutMapping("/v1/items")
  @Operation(
      summary = "Put an item, or an array of up to 1,000",
      description =
          "Replaces what was put under the id. Hidden and valid_until hold at once; a new item is"
              + " placed by its text within seconds.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ItemIn.class))))
  Put put(HttpServletRequest request) throws IOException {
    List<ItemIn> items = items(Web.read(request, json, JsonNode.class));
    if (items.isEmpty() || items.size() > MOST_ITEMS) {
      throw Refusal.bad("put 1 to " + MOST_ITEMS + " items at a time, not " + items.size());
    }
    List<LiveItem> checked = items.stream().map(ItemsApi::item).toList();
    live.serving();
    try {
      checked.forEach(item -> ListRules.requireReadable(item.item()));
    } catch (BadInput e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
    checked.forEach(live::put);
    return new Put(checked.size());
  }

  private List<ItemIn> items(JsonNode node) {
    List<ItemIn> items = new ArrayList<>();
    try {
      for (JsonNode each : node.isArray() ? node : List.of(node)) {
        items.add(json.treeToValue(each, ItemIn.class));
      }
    } catch (JacksonException e) {
      throw Refusal.bad("item %d cannot be read: %s".formatted(items.size(), Web.reason(e)));
    }
    return items;
  }

  private static LiveItem item(ItemIn in) {
    String id = in.itemId() == null ? "" : in.itemId().strip();
    if (id.isEmpty() || id.length() > 256) {
      throw Refusal.bad("item_id must have 1 to 256 characters");
    }
    Item item =
        new Item(
            id,
            text("title", in.title()),
            text("description", in.description()),
            list("categories", in.categories()),
            list("tags", in.tags()),
            "",
            in.attributes() == null ? Map.of() : attributes(in.attributes()),
            true);
    String language =
        in.language() != null && !in.language().isBlank()
            ? in.language().strip()
            : item.text().isBlank() ? "" : Script.language(item.text());
    return new LiveItem(
        new Item(
            id,
            item.title(),
            item.description(),
            item.categories(),
            item.tags(),
            language,
            item.attributes(),
            true),
        Boolean.TRUE.equals(in.hidden()),
        time("valid_from", in.validFrom(), Long.MIN_VALUE),
        time("valid_until", in.validUntil(), Long.MAX_VALUE));
  }

  private static String text(String field, @Nullable String value) {
    if (value != null && value.length() > 20_000) {
      throw Refusal.bad(field + " has more than 20000 characters");
    }
    return value == null ? "" : value.strip();
  }

  private static List<String> list(String field, @Nullable List<String> values) {
    if (values == null) {
      return List.of();
    }
    if (values.size() > 100 || values.stream().anyMatch(Objects::isNull)) {
      throw Refusal.bad(field + " must be at most 100 texts");
    }
    return values.stream().map(value -> text(field, value)).filter(v -> !v.isEmpty()).toList();
  }

  private static Map<String, String> attributes(Map<String, String> values) {
    if (values.size() > 100 || values.values().stream().anyMatch(Objects::isNull)) {
      throw Refusal.bad("attributes must be at most 100 texts");
    }
    return values;
  }

  private static long time(String field, @Nullable String text, long otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw Refusal.bad(field + " must be ISO 8601 with a zone, such as 2026-01-31T00:00:00Z");
    }
  }

  @DeleteMapping("/v1/items/{id}")
  @Operation(summary = "Take an item out of every answer, from now on")
  ResponseEntity<Void> delete(@PathVariable String id) {
    if (!live.hide(id)) {
      throw Refusal.missing("item", id);
    }
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/v1/items/{id}")
  @Operation(summary = "An item as it is known")
  ItemOut get(@PathVariable String id) {
    Serving serving = live.serving();
    Item item = serving.catalogue().item(id).orElseThrow(() -> Refusal.missing("item", id));
    return new ItemOut(
        item.id(),
        item.title(),
        item.description(),
        item.categories(),
        item.tags(),
        item.language(),
        item.attributes(),
        serving.catalogue().put(id).map(LiveItem::hidden).orElse(false),
        serving.answers().item(id) >= 0,
        serving.catalogue().vector(id).isPresent());
  }

  @GetMapping("/v1/items/{id}/similar")
  @Operation(summary = "Items that are near to one")
  SimilarItems similar(@PathVariable String id, @RequestParam(defaultValue = "10") int limit) {
    Web.within("limit", limit, 1, Wish.MOST);
    Serving serving = live.serving();
    if (serving.catalogue().item(id).isEmpty()) {
      throw Refusal.missing("item", id);
    }
    return new SimilarItems(id, serving.similarItems(id, limit).orElse(List.of()), serving.asOf());
  }
}
