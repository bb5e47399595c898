package dev.coterie.server;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.live.LiveSegments;
import dev.coterie.server.access.Allowance;
import dev.coterie.server.access.Keys;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/** A server that runs: HTTP around a live part. */
public final class CoterieServer implements AutoCloseable {
  /** Held, since a logger that nobody holds forgets its level. */
  private static final List<Logger> TALKATIVE =
      List.of(Logger.getLogger("org.apache"), Logger.getLogger("org.hibernate"));

  private final ConfigurableApplicationContext context;

  private CoterieServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts to listen. The live part may still be reading its snapshot; until it is ready requests
   * are answered with 503.
   *
   * @param audit file for what administrators do
   * @throws BadUsage where the address is not loopback and there are no keys
   * @throws JobFailed where it cannot listen there
   */
  public static CoterieServer start(
      LiveSegments live, Keys keys, Path audit, ServerOptions options) {
    requireKeysOrLoopback(options, keys);
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
    JsonMapper json = Web.json();
    RequestLog log = new RequestLog(options.log(), audit, System.err, json);
    Figures figures = new Figures(live);
    SpringApplication application =
        new SpringApplicationBuilder(Wiring.class)
            .web(WebApplicationType.SERVLET)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties(properties(options))
            .initializers(
                context -> {
                  ConfigurableListableBeanFactory beans = context.getBeanFactory();
                  beans.registerSingleton("live", live);
                  beans.registerSingleton("json", json);
                  beans.registerSingleton("figures", figures);
                  beans.registerSingleton(
                      "gate",
                      new Gate(keys, new Allowance(options.rateLimit()), log, figures, json));
                })
            .build();
    try {
      return new CoterieServer(application.run());
    } catch (ApplicationContextException | PortInUseException e) {
      throw told(e);
    }
  }

  /** Spring wraps what Tomcat says of a port. */
  private static RuntimeException told(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException taken) {
        return new JobFailed(
            "Port %d is in use.\nGive another with --port, 0 for any that is free."
                .formatted(taken.getPort()),
            e);
      }
    }
    return e;
  }

  private static void requireKeysOrLoopback(ServerOptions options, Keys keys) {
    try {
      if (!InetAddress.getByName(options.address()).isLoopbackAddress() && !keys.areNeeded()) {
        throw new BadUsage(
            "Without keys a server listens on 127.0.0.1 only, not on %s.\nMake one first: coterie keys create --scopes admin"
                .formatted(options.address()));
      }
    } catch (UnknownHostException e) {
      throw new BadUsage("--address " + options.address() + " is no address of this machine.", e);
    }
  }

  private static Map<String, Object> properties(ServerOptions options) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.address", options.address());
    properties.put("server.port", options.port());
    properties.put("server.shutdown", "graceful");
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "2s");
    properties.put("server.server-header", "");
    properties.put("server.compression.enabled", true);
    properties.put(
        "server.compression.mime-types", "application/json,application/problem+json,text/plain");
    properties.put("server.compression.min-response-size", "2KB");
    properties.put("server.max-http-request-header-size", "16KB");
    properties.put("server.tomcat.connection-timeout", "20s");
    properties.put("server.tomcat.max-swallow-size", "1MB");
    properties.put("server.tomcat.max-keep-alive-requests", -1);
    properties.put("spring.threads.virtual.enabled", true);
    properties.put("spring.main.lazy-initialization", true);
    properties.put("spring.mvc.formcontent.filter.enabled", false);
    properties.put("spring.mvc.servlet.load-on-startup", 1);
    properties.put("springdoc.api-docs.path", "/openapi.json");
    properties.put("springdoc.api-docs.version", "openapi_3_1");
    properties.put("springdoc.swagger-ui.path", "/docs");
    options
        .tlsCertificate()
        .ifPresent(file -> properties.put("server.ssl.certificate", "file:" + file));
    options
        .tlsKey()
        .ifPresent(file -> properties.put("server.ssl.certificate-private-key", "file:" + file));
    return properties;
  }

  /** The port on which it listens. */
  public int port() {
    return context instanceof ServletWebServerApplicationContext web && web.getWebServer() != null
        ? web.getWebServer().getPort()
        : 0;
  }

  /** Answers what has come in, and stops. */
  @Override
  public void close() {
    context.close();
  }

  /** What Spring puts together. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    EventsApi.class,
    ItemsApi.class,
    UsersApi.class,
    SegmentsApi.class,
    EditsApi.class,
    AnswersApi.class,
    FitsApi.class,
    StateApi.class,
    Problems.class
  })
  static class Wiring {
    @Bean
    OpenAPI title() {
      return new OpenAPI().info(new Info().title("Coterie").version("1"));
    }

    @Bean
    FilterRegistrationBean<Gate> gateFirst(Gate gate) {
      FilterRegistrationBean<Gate> registration = new FilterRegistrationBean<>(gate);
      registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
      registration.setAsyncSupported(true);
      return registration;
    }
  }
}
