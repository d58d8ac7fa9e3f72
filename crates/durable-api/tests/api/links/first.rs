//! Links of extension 1.x.

use durable_api::{Generation, LinkOperation, ManagementLink};

#[test]
fn a_link_of_the_first_generation_is_known_by_its_base() {
    let link = ManagementLink::parse(
        "http://localhost:7071/admin/extensions/DurableTaskExtension/instances/x/terminate?reason={text}&taskHub=H&connection=C&code=K",
    )
    .unwrap();
    assert_eq!(link.address.generation, Generation::First);
    assert_eq!(link.operation, Some(LinkOperation::Terminate));
    assert_eq!(link.instance_id.as_deref(), Some("x"));
}
