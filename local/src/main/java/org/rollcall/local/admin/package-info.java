/** What administrators do with users outside of jobs: load them, and erase a person. */
@NullMarked
package org.rollcall.local.admin;

import org.jspecify.annotations.NullMarked;
