package dev.coterie.live;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.live.Published.Served;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.refit.FitInput;
import dev.coterie.live.refit.Refits;
import dev.coterie.live.store.EventStore;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What fits get of what is served, and how they take its place. */
final class FitDesk implements Refits.Desk {
  private final DataFolder folder;
  private final EventStore store;
  private final Published published;
  private final int keepSnapshots;

  FitDesk(DataFolder folder, EventStore store, Published published, int keepSnapshots) {
    this.folder = folder;
    this.store = store;
    this.published = published;
    this.keepSnapshots = keepSnapshots;
  }

  @Override
  public Refits.Job prepare(Path scratch) {
    Served now = published.now();
    EventLog fitted = now.serving().answers().fitted().events();
    long through = store.lastSeq();
    FitInput input = new FitInput(scratch);
    Map<String, Item> items = new TreeMap<>();
    for (int i = 0; i < fitted.items().size(); i++) {
      Item item = now.serving().catalogue().item(i);
      items.put(item.id(), item);
    }
    store.items().forEach(live -> items.put(live.item().id(), live.item()));
    input.write(
        fitted,
        Published.gone(store, now.entry()).keySet(),
        taker ->
            store.eachEvent(
                now.entry().through(),
                event -> {
                  if (event.seq() <= through) {
                    taker.accept(event);
                  }
                }),
        items.values());
    FitConfiguration configuration = now.serving().answers().configuration();
    return new Refits.Job(
        configuration
            .withSource(
                configuration
                    .source()
                    .withoutColumns()
                    .withFiles(
                        List.of(input.events().toString()), List.of(input.items().toString())))
            .withFrom(now.entry().path()),
        through,
        SnapshotReader.open(Path.of(now.entry().path())));
  }

  @Override
  public void publish(Path snapshot, Refits.Job job) {
    published.succeed(job.before().snapshot().folder(), folder.register(snapshot, job.through()));
    folder.keepNewest(keepSnapshots);
  }
}
