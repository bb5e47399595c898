package dev.coterie.server;

import java.nio.file.Path;

/** A server as a process of its own. */
final class KilledServer {
  private KilledServer() {}

  /**
   * Serves until it is killed, and says on which port.
   *
   * @param args the server's folder, and a snapshot for the first start
   */
  public static void main(String[] args) {
    RunningServer server =
        RunningServer.start(Path.of(args[0]), Path.of(args[1]), ServerOptions.local(0));
    System.out.println("port " + server.port());
  }
}
