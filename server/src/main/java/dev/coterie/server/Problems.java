package dev.coterie.server;

import dev.coterie.domain.CoterieException;
import dev.coterie.live.NotReady;
import dev.coterie.live.intake.QueueFull;
import dev.coterie.live.store.StoreUnavailable;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every error as a problem of RFC 9457. */
@RestControllerAdvice
@RestController
@Hidden
final class Problems extends ResponseEntityExceptionHandler implements ErrorController {
  @ExceptionHandler
  ResponseEntity<Problem> refusal(Refusal e, HttpServletRequest request) {
    return problem(e.status(), e.getMessage(), e.retryAfter(), request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> undecodable(InvalidParameterException e, HttpServletRequest request) {
    return problem(400, "a parameter cannot be decoded", 0, request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> notReady(NotReady e, HttpServletRequest request) {
    return problem(503, e.getMessage(), 1, request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> queueFull(QueueFull e, HttpServletRequest request) {
    return problem(429, e.getMessage(), 1, request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> unavailable(StoreUnavailable e, HttpServletRequest request) {
    return problem(503, "the store cannot be written now; nothing of this was kept", 5, request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> badUsage(CoterieException.BadUsage e, HttpServletRequest request) {
    int status = e instanceof CoterieException.Conflict ? 409 : 400;
    return problem(status, String.valueOf(e.getMessage()), 0, request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> coterie(CoterieException e, HttpServletRequest request) {
    return problem(500, String.valueOf(e.getMessage()), 0, request);
  }

  private static ResponseEntity<Problem> problem(
      int status, @Nullable String detail, int retryAfter, HttpServletRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (retryAfter > 0) {
      headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfter));
    }
    return ResponseEntity.status(status)
        .headers(headers)
        .body(Problem.of(status, detail, (String) request.getAttribute(Gate.REQUEST_ID)));
  }

  /** What Spring finds wrong with a request. */
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        switch (e) {
          case NoResourceFoundException missing ->
              "there is nothing at /" + missing.getResourcePath() + "; /docs tells what there is";
          case MethodArgumentTypeMismatchException wrong ->
              "%s cannot be '%s'".formatted(wrong.getName(), wrong.getValue());
          case ErrorResponse response -> response.getBody().getDetail();
          default -> null;
        };
    HttpHeaders all = new HttpHeaders(headers);
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return ResponseEntity.status(status)
        .headers(all)
        .body(
            Problem.of(
                status.value(),
                detail,
                (String) request.getAttribute(Gate.REQUEST_ID, RequestAttributes.SCOPE_REQUEST)));
  }

  /** What the container finds wrong with a request. */
  @RequestMapping("/error")
  ResponseEntity<Problem> error(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return problem(status instanceof Integer code ? code : 404, null, 0, request);
  }
}
