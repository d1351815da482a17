package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.aws.Bucket;
import org.rollcall.change.RandomChanges;
import org.rollcall.change.RandomRecords;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Chunk;
import org.rollcall.job.Confirmation;
import org.rollcall.job.Job;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobFixture;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.JobMode;
import org.rollcall.json.Json;
import org.rollcall.preview.PreviewContent;
import org.rollcall.set.FakeS3;
import org.rollcall.update.ChunkUpdate;
import org.rollcall.user.store.UserTable;

/**
 * The law of previews: an immediate confirm has exactly the outcomes of its preview, for all users
 * and jobs. The preview's table refuses every write.
 */
class PreviewLawTest {

  private static final List<String> MEMBERS = List.of("s1", "S2", "nobody", "mlibrarian");
  private static final Chunk CHUNK = new Chunk(1, MEMBERS);

  @Provide
  Arbitrary<Optional<String>> letters() {
    return Arbitraries.of("", "ACCOUNT_UPDATED", "NOTIFY_PASSWORD_CHANGE")
        .map(type -> Optional.of(type).filter(name -> !name.isEmpty()));
  }

  @Property(tries = 1_000)
  void confirm_shouldHaveTheOutcomesOfItsPreview(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomRecords.class) String other,
      @ForAll(supplier = RandomChanges.class) String changes,
      @ForAll("letters") Optional<String> letter,
      @ForAll boolean respectsOptOut,
      @ForAll boolean includeStaff,
      @ForAll boolean byAdministrator) {
    ObjectNode second = Given.object(other);
    second.put("primary_id", "S2");
    FakeUsersTable users =
        new FakeUsersTable()
            .with(Given.user(record))
            .with(Given.user(second.toString()))
            .with(Given.user("{primary_id: 'MLibrarian'}"));
    Bucket bucket = new FakeS3().bucket();
    Job run =
        JobFixture.job(
            Optional.of(Given.json(changes).toString()),
            letter,
            respectsOptOut,
            includeStaff,
            byAdministrator);
    Job preview = RecordCopy.with(run, "request", run.request().in(JobMode.PREVIEW));
    Job confirm = confirm(run, byAdministrator);

    List<String> previewed = outcomes(preview, users.table().readOnly(), bucket);
    PreviewContent content =
        PreviewContent.read(new JobFolder(bucket, preview.jobId()), preview, Optional.empty());
    PreviewedSource.ofPreview(content, content.digest())
        .copyTo(withChunk(confirm, bucket), List.of(CHUNK), List.of());
    int writesOfPreview = users.writes();
    List<String> confirmed = outcomes(confirm, users.table(), bucket);

    assertThat(writesOfPreview).isZero();
    assertThat(confirmed).isEqualTo(previewed).hasSameSizeAs(MEMBERS);
    assertThat(users.writes())
        .isEqualTo(confirmed.stream().filter(line -> line.contains("\"UPDATED\"")).count());
  }

  /** The confirm by another operator with the same rights, a day later. */
  private static Job confirm(Job run, boolean byAdministrator) {
    JobExecution previewed = run.execution();
    JobReference reference =
        new JobReference(new JobId("confirm-1"), previewed.started().plus(Duration.ofDays(1)));
    JobExecution execution =
        new JobExecution(
            reference.jobId(),
            Optional.empty(),
            Optional.empty(),
            reference,
            "second.desk",
            reference.started(),
            reference.started().plus(Duration.ofDays(30)),
            14,
            previewed.basis().withOperator("second.desk", byAdministrator),
            Optional.of(new Confirmation(previewed.basis(), "second.desk", true)));
    return RecordCopy.with(run, "execution", execution);
  }

  private static JobFolder withChunk(Job job, Bucket bucket) {
    JobFolder folder = new JobFolder(bucket, job.jobId());
    folder.writeChunks(List.of(CHUNK));
    return folder;
  }

  /** The outcomes as they are in the ledger. */
  private static List<String> outcomes(Job job, UserTable users, Bucket bucket) {
    JobFolder folder = withChunk(job, bucket);
    new ChunkUpdate(job, users, bucket, Clock.systemUTC(), Duration.ofMinutes(5))
        .update(new ChunkUpdate.Request(job.jobId(), 1, MEMBERS));
    return new JobLedger(folder).read(Page.OUTCOMES, 1).entries().stream().map(Json::text).toList();
  }
}
