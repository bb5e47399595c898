package dev.coterie.server;

import dev.coterie.live.LiveSegments;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Counts and times for Prometheus. */
final class Figures {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  @SuppressWarnings("resource") // the registry lives as long as the process
  Figures(LiveSegments live) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gauge(live, "coterie.events.waiting", "events that wait to be written", LiveSegments::waiting);
    gauge(live, "coterie.events.stored", "number of the last durable event", LiveSegments::lastSeq);
    gauge(
        live,
        "coterie.users.behind",
        "users whose last events are not folded in yet",
        each -> each.serving().people().behind());
    gauge(
        live,
        "coterie.drift",
        "how far the centres of the segments have moved since the fit",
        each -> each.serving().people().drift().figures().centres());
    gauge(
        live,
        "coterie.fit.running",
        "1 while a fit runs",
        each -> each.refits().isRunning() ? 1 : 0);
  }

  private void gauge(
      LiveSegments live, String name, String what, ToDoubleFunction<LiveSegments> value) {
    Gauge.builder(name, live, each -> each.isReady() ? value.applyAsDouble(each) : Double.NaN)
        .description(what)
        .register(registry);
  }

  void answered(HttpServletRequest request, int status, long nanos) {
    String path = RequestLog.pattern(request);
    String method = Web.METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    timers
        .computeIfAbsent(
            method + " " + path + " " + status,
            key ->
                Timer.builder("coterie.http.requests")
                    .description("answered requests")
                    .tags("method", method, "path", path, "status", Integer.toString(status))
                    .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500))
                    .register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** All of them as Prometheus reads them. */
  String scrape() {
    return registry.scrape();
  }
}
