//! A view whose type is erased. As Leptos's own `AnyView`, in less code: that one carries a second way
//! to come alive, bit by bit, for routes whose code is loaded later. A page here is one program.

use std::any::{Any, TypeId};

use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node, Placeholder};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

/// A view of some type. Attributes that a caller adds to it are dropped, as none of ours does.
pub struct Part {
    type_id: TypeId,
    view: Box<dyn View>,
}

pub(crate) fn part<T: RenderHtml>(view: T) -> Part {
    Part { type_id: TypeId::of::<T::Owned>(), view: Box::new(view.into_owned()) }
}

/// What can be done to a view of any type.
trait View: Send {
    fn build(self: Box<Self>) -> Shown;
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Shown;
    /// `state` belongs to a view of the same type.
    fn rebuild(self: Box<Self>, state: &mut dyn State);
}

/// What a view of any type left in the document.
trait State: Mountable {
    fn any(&mut self) -> &mut dyn Any;
}

impl<S: Mountable + 'static> State for S {
    fn any(&mut self) -> &mut dyn Any {
        self
    }
}

/// A part in the document.
pub struct Shown {
    type_id: TypeId,
    state: Box<dyn State>,
    /// Holds the place of a view that is nothing.
    placeholder: Option<Placeholder>,
}

impl<T: RenderHtml + 'static> View for T {
    fn build(self: Box<Self>) -> Shown {
        let state = Box::new(Render::build(*self));
        let placeholder = (!T::EXISTS).then(leptos::tachys::renderer::Rndr::create_placeholder);
        Shown { type_id: TypeId::of::<T>(), state, placeholder }
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Shown {
        let state = Box::new(RenderHtml::hydrate::<true>(*self, cursor, position));
        let placeholder = (!T::EXISTS).then(|| cursor.next_placeholder(position));
        Shown { type_id: TypeId::of::<T>(), state, placeholder }
    }

    fn rebuild(self: Box<Self>, state: &mut dyn State) {
        if let Some(state) = state.any().downcast_mut::<T::State>() {
            Render::rebuild(*self, state);
        }
    }
}

impl Render for Part {
    type State = Shown;

    fn build(self) -> Shown {
        self.view.build()
    }

    fn rebuild(self, shown: &mut Shown) {
        if self.type_id == shown.type_id {
            return self.view.rebuild(&mut *shown.state);
        }
        let mut new = self.view.build();
        match &mut shown.placeholder {
            Some(placeholder) => _ = placeholder.insert_before_this(&mut new),
            None => _ = shown.insert_before_this(&mut new),
        }
        shown.unmount();
        *shown = new;
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.state.unmount();
        if let Some(placeholder) = &mut self.placeholder {
            placeholder.unmount();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.state.mount(parent, marker);
        if let Some(placeholder) = &mut self.placeholder {
            placeholder.mount(parent, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let placeholder = self.placeholder.as_ref();
        self.state.insert_before_this(child)
            || placeholder.is_some_and(|placeholder| placeholder.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.state.elements()
    }
}

impl AddAnyAttr for Part {
    type Output<A: Attribute> = Part;

    fn add_any_attr<A: Attribute>(self, _: A) -> Part {
        self
    }
}

impl RenderHtml for Part {
    type AsyncOutput = Part;
    type Owned = Part;

    const MIN_LENGTH: usize = 0;

    // The server renders `AnyView` in its place.
    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Part {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Shown {
        self.view.hydrate(cursor, position)
    }

    fn into_owned(self) -> Part {
        self
    }
}
