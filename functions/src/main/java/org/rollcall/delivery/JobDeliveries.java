package org.rollcall.delivery;

import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;

/** The delivery events of a job's letters, in the job's folder. */
public final class JobDeliveries {

  private final JobFolder folder;

  public JobDeliveries(JobFolder folder) {
    this.folder = folder;
  }

  /** Records an event of a user's letter. Recording it again changes nothing. */
  public void write(PrimaryId user, DeliveryRecord event) {
    folder.write(Deliveries.name(user, event.kind()), Json.bytes(event), JobFolder.JSON);
  }

  /** The deliveries that are known so far. */
  public Deliveries read() {
    return Deliveries.of(folder.writeTimes(Deliveries.FOLDER));
  }

  /** The message ID of an event; empty if the object is damaged. */
  private static Optional<String> messageId(byte[] event) {
    try {
      return Optional.of(Json.read(event, DeliveryRecord.class).messageId());
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /**
   * Removes the events of a user's letter.
   *
   * @param alias the ID that gets the events instead; empty to delete them
   * @return SES's message IDs of the letters
   */
  public Set<String> remove(PrimaryId user, Optional<PrimaryId> alias) {
    Set<String> messageIds = new HashSet<>();
    for (Delivery.Kind kind : Delivery.Kind.values()) {
      String name = Deliveries.name(user, kind);
      folder
          .read(name)
          .ifPresent(
              event -> {
                messageId(event).ifPresent(messageIds::add);
                alias.ifPresent(
                    other -> folder.write(Deliveries.name(other, kind), event, JobFolder.JSON));
                folder.delete(name);
              });
    }
    return messageIds;
  }
}
