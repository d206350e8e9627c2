package io.todevice.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server in a process of its own, on a port that it chose. */
final class RunningJar implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final String startLine;
  private final String baseUrl;

  private RunningJar(Process process, String startLine, String baseUrl) {
    this.process = process;
    this.startLine = startLine;
    this.baseUrl = baseUrl;
  }

  /** Starts {@code java ARGUMENTS serve --port 0} and waits for its start-up line. */
  static RunningJar start(String... javaArguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of(javaArguments));
    command.addAll(List.of("serve", "--port", "0"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    String line = output.readLine();
    while (line != null) {
      all.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      if (line.contains("listening") && address.find()) {
        return new RunningJar(process, line, address.group());
      }
      line = output.readLine();
    }
    throw new AssertionError("the server did not start:\n" + all);
  }

  String startLine() {
    return startLine;
  }

  HttpResponse<String> call(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** Ends it as a service manager would, with SIGTERM, and gives its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("SIGTERM did not end the server");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
