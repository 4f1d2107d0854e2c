//! Meta's words for how a number is. A word that is not known tells nothing.

use desk::number::{Limit, NameStatus, Quality, Standing, Throughput};
use desk::template::Status;
use desk::window::Category;
use serde_json::Value;

pub(in crate::whatsapp) fn quality(word: &str) -> Option<Quality> {
    match word {
        "GREEN" => Some(Quality::Green),
        "YELLOW" => Some(Quality::Yellow),
        "RED" => Some(Quality::Red),
        "UNKNOWN" | "NA" => Some(Quality::Unknown),
        _ => None,
    }
}

pub(in crate::whatsapp) fn throughput(word: &str) -> Option<Throughput> {
    match word {
        "STANDARD" => Some(Throughput::Standard),
        "HIGH" => Some(Throughput::High),
        _ => None,
    }
}

pub(in crate::whatsapp) fn name_status(word: &str) -> Option<NameStatus> {
    match word {
        "APPROVED" | "AVAILABLE_WITHOUT_REVIEW" => Some(NameStatus::Approved),
        "PENDING_REVIEW" => Some(NameStatus::InReview),
        "DECLINED" => Some(NameStatus::Declined),
        "EXPIRED" => Some(NameStatus::Expired),
        "NONE" => Some(NameStatus::Missing),
        _ => None,
    }
}

pub(in crate::whatsapp) fn standing(word: &str) -> Option<Standing> {
    match word {
        "CONNECTED" | "LINKED" => Some(Standing::Connected),
        "PENDING" | "UNVERIFIED" | "OFFLINE" | "DISCONNECTED" | "UNLINKED" => {
            Some(Standing::NotRegistered)
        }
        "FLAGGED" => Some(Standing::Flagged),
        "RESTRICTED" => Some(Standing::Restricted),
        "RATE_LIMITED" => Some(Standing::RateLimited),
        "BANNED" => Some(Standing::Banned),
        "MIGRATED" | "DELETED" => Some(Standing::Gone),
        _ => None,
    }
}

/// `TIER_2K`, `TIER_UNLIMITED`, or the number itself, of which -1 is no limit.
pub(in crate::whatsapp) fn limit(value: &Value) -> Option<Limit> {
    if let Some(number) = value.as_i64() {
        return if number < 0 {
            Some(Limit::Unlimited)
        } else {
            u32::try_from(number).ok().map(Limit::To)
        };
    }
    let tier = value.as_str()?.strip_prefix("TIER_")?;
    if tier == "UNLIMITED" {
        return Some(Limit::Unlimited);
    }
    let (digits, times) = match tier.strip_suffix('K') {
        Some(digits) => (digits, 1_000),
        None => (tier, 1),
    };
    digits.parse::<u32>().ok()?.checked_mul(times).map(Limit::To)
}

/// Meta adds to what may become of a template.
pub(in crate::whatsapp) fn template_status(word: &str) -> Status {
    match word {
        "APPROVED" | "REINSTATED" | "UNPAUSED" => Status::Approved,
        "PENDING" | "IN_REVIEW" => Status::Pending,
        "REJECTED" => Status::Rejected,
        // It may still be sent.
        "FLAGGED" => Status::Approved,
        "PAUSED" => Status::Paused,
        "DISABLED" | "LOCKED" => Status::Disabled,
        "IN_APPEAL" | "APPEAL_REQUESTED" => Status::InAppeal,
        "LIMIT_EXCEEDED" => Status::LimitExceeded,
        "PENDING_DELETION" => Status::PendingDeletion,
        "DELETED" => Status::Deleted,
        "ARCHIVED" => Status::Archived,
        _ => Status::Unknown,
    }
}

pub(in crate::whatsapp) fn category(word: &str) -> Option<Category> {
    Category::named(&word.to_lowercase())
}
