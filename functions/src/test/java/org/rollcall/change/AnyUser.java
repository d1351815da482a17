package org.rollcall.change;

import static org.rollcall.change.Fragments.list;
import static org.rollcall.change.Fragments.object;
import static org.rollcall.change.Fragments.one;
import static org.rollcall.change.Fragments.perhaps;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random records: what Alma gives, in all the forms that Rollcall takes, and at times odd ones. */
public final class AnyUser implements ArbitrarySupplier<String> {

  @Override
  public Arbitrary<String> get() {
    return Arbitraries.frequencyOf(Tuple.of(4, regular()), Tuple.of(1, odd())).withoutEdgeCases();
  }

  private static Arbitrary<String> regular() {
    return object(
        one("primary_id: 's1'"),
        one(
            "account_type: {value: 'EXTERNAL'}, external_id: 'SIS'",
            "account_type: 'EXTERNAL'",
            "account_type: {value: 'INTERNAL'}",
            "account_type: {value: 'INTEXTAUTH'}"),
        one("", "user_group: 'UG'", "user_group: {value: 'PG', desc: 'x'}"),
        one("", "status: 'INACTIVE'", "status: {value: 'ACTIVE'}"),
        one("", "campus_code: {value: '', desc: ''}", "campus_code: {value: 'UG', desc: 'x'}"),
        one("", "job_category: ''", "job_category: 'NEW'"),
        one("", "job_description: ''", "job_description: 'UG'"),
        one("", "force_password_change: ''", "force_password_change: 'TRUE'"),
        day("expiry_date"),
        day("purge_date"),
        contact(),
        perhaps(list("user_role", 0, role())),
        perhaps(list("user_block", 0, block())),
        perhaps(list("user_note", 0, note())),
        perhaps(list("user_statistic", 0, statistic())),
        perhaps(list("rs_library", 0, object(one("", "code: 'MAIN'", "code: {value: 'LAW'}")))),
        perhaps(list("library_notice", 0, notice())),
        one("x: [{segment_type: 'External'}], n: null"));
  }

  /** A record with a field, its last and so the one that counts, not as Alma's format says. */
  private static Arbitrary<String> odd() {
    return Combinators.combine(
            regular(),
            one(
                "account_type",
                "external_id",
                "user_group",
                "campus_code",
                "job_description",
                "force_password_change",
                "expiry_date",
                "contact_info",
                "user_role",
                "user_block",
                "user_note",
                "user_statistic",
                "rs_library",
                "library_notice"),
            one(
                "null",
                "'x'",
                "5",
                "true",
                "{}",
                "[]",
                "[null]",
                "['x']",
                "[[]]",
                "[{role_type: [], note_type: {}, code: {value: {}}, parameter: 'x'}]",
                "[{expiry_date: 'soon', created_date: 5}]"))
        .as(
            (user, field, value) ->
                user.substring(0, user.length() - 1) + ", " + field + ": " + value + "}");
  }

  private static Arbitrary<String> contact() {
    return object(
            list(
                "email",
                0,
                object(
                    one(
                        "",
                        "email_address: 'a@old.edu'",
                        "email_address: 'A@Old.edu '",
                        "email_address: 'b@example.edu'",
                        "email_address: 5"),
                    one("", "preferred: true", "preferred: false"),
                    segment())),
            list(
                "phone",
                0,
                object(
                    one("phone_number: '1'", "phone_number: '2'"),
                    one("", "preferred_sms: true", "preferred_sms: false"),
                    segment())))
        .map(contact -> "contact_info: " + contact);
  }

  private static Arbitrary<String> role() {
    return object(
        one("", "role_type: '200'", "role_type: {value: '21'}"),
        one("", "scope: {value: '01RC_INST'}", "scope: 'MAIN'"),
        one("", "status: {value: 'ACTIVE'}", "status: {value: 'INACTIVE'}"),
        day("expiry_date"),
        one(
            "",
            "parameter: []",
            "parameter: [{type: 'A', value: '1'}]",
            "parameter: [{type: {value: 'B'}, value: '2'}, {type: 'A', value: '1'}]"));
  }

  private static Arbitrary<String> block() {
    return object(
        one("", "block_type: {value: 'GENERAL'}", "block_type: 'LOAN'"),
        one("block_description: '02-GLOBAL'", "block_description: {value: '03-LOAN'}"),
        one(
            "",
            "block_status: 'ACTIVE'",
            "block_status: 'Inactive'",
            "block_status: {value: 'ACTIVE'}"),
        one("", "block_note: 'n'"),
        day("expiry_date"),
        segment());
  }

  private static Arbitrary<String> note() {
    return object(
        one("", "note_type: {value: 'GENERAL'}", "note_type: 'BARCODE'"),
        one("", "note_text: 'Locker 7'", "note_text: 'Card lost'", "note_text: null"),
        one("", "created_date: '2020-02-29T09:30:00Z'", "created_date: '2026-11-22Z'"),
        segment());
  }

  private static Arbitrary<String> statistic() {
    return object(
        one("", "statistic_category: {value: 'AL'}", "statistic_category: 'UG'"),
        one("", "statistic_note: 'a'", "statistic_note: ''"),
        segment());
  }

  private static Arbitrary<String> notice() {
    return object(
        one("", "code: {value: 'Loans', desc: 'x'}", "code: 'Fines'"),
        one("", "value: 'true'", "value: 'false'", "value: false"));
  }

  /** A date of a record. */
  private static Arbitrary<String> day(String key) {
    return one("''", "null", "'2020-02-29Z'", "'2026-11-22Z'", "'2027-06-30'", "'2028-02-29+01:00'")
        .map(date -> key + ": " + date);
  }

  private static Arbitrary<String> segment() {
    return one(
        "",
        "segment_type: 'External'",
        "segment_type: 'Internal'",
        "segment_type: ''",
        "segment_type: null");
  }
}
