package dev.coterie.server;

import dev.coterie.live.LiveOptions;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.Planted;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.store.EventStore;
import dev.coterie.server.access.Keys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server on a free port, and a client for it. */
final class RunningServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client = HttpClient.newHttpClient();
  private final LiveSegments live;
  private final CoterieServer server;

  private RunningServer(LiveSegments live, CoterieServer server) {
    this.live = live;
    this.server = server;
  }

  /** Serves a snapshot from an empty folder, or again from one that has been used. */
  static RunningServer start(Path folder, Path snapshot, ServerOptions options) {
    DataFolder data = DataFolder.open(folder);
    return start(data, Planted.store(data), snapshot, options);
  }

  static RunningServer start(
      DataFolder data, EventStore store, Path snapshot, ServerOptions options) {
    if (data.active().isEmpty()) {
      data.activate(data.register(snapshot, 0));
    }
    LiveSegments live =
        new LiveSegments(
            data,
            store,
            LiveOptions.defaults(),
            Planted.machine(data.path()),
            Clock.systemUTC()::millis);
    live.start();
    return new RunningServer(
        live,
        CoterieServer.start(live, new Keys(DataFolder.keys(data.path())), data.audit(), options));
  }

  LiveSegments live() {
    return live;
  }

  int port() {
    return server.port();
  }

  /** An answer with its body as JSON, where it has one. */
  record Answer(int status, HttpResponse<String> response) {
    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Answer post(String path, String body) {
    return send("POST", path, body, "Content-Type", "application/json");
  }

  Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    live.close();
    client.close();
  }
}
