package dev.coterie.language.transformer;

import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/**
 * A program that embeds a text where every way of Java to a socket is watched; prints {@code
 * sockets N} at the end.
 */
public final class OfflineProbe {
  private OfflineProbe() {}

  private static int sockets;

  private static synchronized IOException refuse(String what) {
    sockets++;
    System.out.println("opened: " + what);
    return new IOException(what + " is not allowed here");
  }

  /** Stands where Java looks for channels, by a property of the command line. */
  public static final class NoChannels extends SelectorProvider {
    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
      throw refuse("datagram channel");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
      throw refuse("datagram channel");
    }

    @Override
    public Pipe openPipe() throws IOException {
      throw refuse("pipe");
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
      throw refuse("selector");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
      throw refuse("server channel");
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
      throw refuse("socket channel");
    }
  }

  private static final class Watch extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      refuse(uri.toString());
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException reason) {}
  }

  /** With the argument {@code open} opens a connection, to show that the watch sees it. */
  @SuppressWarnings("deprecation") // The only way to watch plain sockets.
  public static void main(String[] args) throws Exception {
    ProxySelector.setDefault(new Watch());
    Socket.setSocketImplFactory(
        () -> {
          throw new IllegalStateException(refuse("socket"));
        });
    if (args.length > 0 && args[0].equals("open")) {
      try {
        URI.create("http://127.0.0.1:9/").toURL().openConnection().getInputStream().close();
      } catch (IOException | IllegalStateException e) {
        System.out.println("refused");
      }
      try {
        SocketChannel.open().close();
      } catch (IOException e) {
        System.out.println("refused");
      }
    }
    try (Workers workers = Workers.of(1);
        TransformerEmbedder embedder = TransformerEmbedder.named("minilm")) {
      System.out.println(
          "rows " + embedder.embed(List.of("a mug"), workers, Progress.NONE).vectors().rows());
    } catch (ModelUnavailable e) {
      System.out.println(e.getMessage());
    }
    System.out.println("sockets " + sockets);
  }
}
