package org.rollcall.local.endpoint.ses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.endpoint.AwsClients;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/** A local SES with the folders of its inbox and its events, and a letter to send. */
abstract class SesServiceFixture {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  static final String LETTER =
      """
      From: "Library, Main" <library@example.edu>
      To: =?utf-8?q?Zo=C3=AB?= <zoe@example.org>
      Subject: Your new
       password
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      Dear Zo=C3=AB,
      .
      welcome.
      """
          .replace("\n", "\r\n");

  @TempDir Path inbox;
  @TempDir Path events;

  private final AwsEndpoint endpoint = AwsEndpoint.start(0, ServerKey.random());
  final SesClient ses = AwsClients.create(SesClient.builder(), endpoint);

  @BeforeEach
  void register() {
    register(SesAccount.UNLIMITED, NOW);
  }

  @AfterEach
  void stop() {
    ses.close();
    endpoint.close();
  }

  void register(SesAccount account, Instant now) {
    register(() -> account, Clock.fixed(now, ZoneOffset.UTC));
  }

  void register(SesAccount.Source account, Clock clock) {
    endpoint.addQueryService(
        SesService.VERSION,
        new SesService(
            new Inbox(inbox, events),
            account,
            tags -> Optional.ofNullable(tags.get("reader")),
            clock));
  }

  static SendRawEmailRequest.Builder letter(SendRawEmailRequest.Builder request) {
    return request.rawMessage(message -> message.data(SdkBytes.fromUtf8String(LETTER)));
  }

  String send(String raw) {
    return send(
        request ->
            request.rawMessage(m -> m.data(SdkBytes.fromByteArray(raw.getBytes(ISO_8859_1)))));
  }

  String send(Consumer<SendRawEmailRequest.Builder> request) {
    return ses.sendRawEmail(request).messageId();
  }

  String file(String id) throws IOException {
    return Files.readString(new Inbox(inbox, inbox).messageFile(id), ISO_8859_1);
  }

  List<String> filesInInbox() {
    String[] names = inbox.toFile().list();
    return names == null ? Collections.emptyList() : List.of(names);
  }
}
