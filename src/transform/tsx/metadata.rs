//! `emitDecoratorMetadata`: the types of what is decorated, as values, as TypeScript's compiler writes them for one file alone.
//!
//! <https://github.com/microsoft/TypeScript/blob/v5.9.3/src/compiler/transformers/typeSerializer.ts> is what is followed here. The pass of swc
//! differs in unions, aliases, interfaces, accessors, rest parameters and classes.

use std::collections::HashMap;

use swc_core::common::{DUMMY_SP, EqIgnoreSpan, SyntaxContext};
use swc_core::ecma::ast::{
    ArrayLit, BinExpr, BinaryOp, CallExpr, Callee, Class, ClassMember, ClassMethod, ClassProp, CondExpr, Decorator, Expr, Id, Ident, ImportDecl,
    ImportSpecifier, Lit, MemberExpr, MemberProp, MethodKind, Param, ParamOrTsParamProp, Pat, Program, PropName, TsEntityName, TsEnumDecl, TsInterfaceDecl,
    TsKeywordTypeKind, TsLit, TsParamPropParam, TsType, TsTypeAliasDecl, TsTypeElement, TsTypeOperatorOp, TsTypeParam, TsTypeRef, TsUnionOrIntersectionType,
    UnaryExpr, UnaryOp,
};
use swc_core::ecma::transforms::base::helpers::{HELPERS, Helpers};
use swc_core::ecma::utils::ExprFactory;
use swc_core::ecma::visit::{Visit, VisitMut, VisitMutWith, VisitWith};

/// Adds the metadata as decorators. `free` marks names that the file does not declare, `strict` is `strictNullChecks`.
pub(super) fn emit(program: &mut Program, free: SyntaxContext, strict: bool) {
    let mut types = Types { known: HashMap::new(), free, strict };
    program.visit_with(&mut types);
    program.visit_mut_with(&mut Metadata { types });
}

/// What a name of the file means as a type.
enum Meaning {
    Alias(Box<TsType>),
    /// The name of a constructor that exists everywhere.
    Global(&'static str),
}

/// Deeper aliases are objects: they may go in circles.
const DEEPEST: usize = 32;

struct Types {
    known: HashMap<Id, Meaning>,
    free: SyntaxContext,
    strict: bool,
}

impl Visit for Types {
    fn visit_ts_type_alias_decl(&mut self, alias: &TsTypeAliasDecl) {
        self.known.insert(alias.id.to_id(), Meaning::Alias(alias.type_ann.clone()));
        alias.visit_children_with(self);
    }

    fn visit_ts_interface_decl(&mut self, interface: &TsInterfaceDecl) {
        let is_called = interface.body.body.iter().any(|member| matches!(member, TsTypeElement::TsCallSignatureDecl(_)));
        self.known.entry(interface.id.to_id()).or_insert(Meaning::Global(if is_called { "Function" } else { "Object" }));
        interface.visit_children_with(self);
    }

    fn visit_ts_enum_decl(&mut self, declared: &TsEnumDecl) {
        let is_text = |value: &Option<Box<Expr>>| value.as_ref().is_some_and(|value| matches!(&**value, Expr::Lit(Lit::Str(_)) | Expr::Tpl(_)));
        let texts = declared.members.iter().filter(|member| is_text(&member.init)).count();
        let name = match texts {
            0 => "Number",
            all if all == declared.members.len() => "String",
            _ => "Object",
        };
        self.known.insert(declared.id.to_id(), Meaning::Global(name));
    }

    fn visit_ts_type_param(&mut self, parameter: &TsTypeParam) {
        let meaning = parameter.constraint.clone().map_or(Meaning::Global("Object"), Meaning::Alias);
        self.known.insert(parameter.name.to_id(), meaning);
    }

    fn visit_import_decl(&mut self, import: &ImportDecl) {
        for specifier in &import.specifiers {
            if import.type_only || matches!(specifier, ImportSpecifier::Named(named) if named.is_type_only) {
                self.known.insert(specifier.local().to_id(), Meaning::Global("Object"));
            }
        }
    }
}

impl Types {
    fn global(&self, name: &str) -> Expr {
        Expr::Ident(Ident::new(name.into(), DUMMY_SP, self.free))
    }

    /// What has no type may be anything.
    fn of(&self, annotation: Option<&TsType>) -> Expr {
        annotation.map_or_else(|| self.global("Object"), |annotation| self.value(annotation, 0))
    }

    fn value(&self, of: &TsType, depth: usize) -> Expr {
        let name = match of {
            TsType::TsKeywordType(keyword) => match keyword.kind {
                TsKeywordTypeKind::TsVoidKeyword
                | TsKeywordTypeKind::TsUndefinedKeyword
                | TsKeywordTypeKind::TsNullKeyword
                | TsKeywordTypeKind::TsNeverKeyword => return *Expr::undefined(DUMMY_SP),
                TsKeywordTypeKind::TsBooleanKeyword => "Boolean",
                TsKeywordTypeKind::TsStringKeyword => "String",
                TsKeywordTypeKind::TsNumberKeyword => "Number",
                TsKeywordTypeKind::TsBigIntKeyword => "BigInt",
                TsKeywordTypeKind::TsSymbolKeyword => "Symbol",
                _ => "Object",
            },
            TsType::TsLitType(literal) => match literal.lit {
                TsLit::Number(_) => "Number",
                TsLit::Str(_) | TsLit::Tpl(_) => "String",
                TsLit::Bool(_) => "Boolean",
                TsLit::BigInt(_) => "BigInt",
            },
            TsType::TsParenthesizedType(inner) => return self.value(&inner.type_ann, depth),
            TsType::TsFnOrConstructorType(_) => "Function",
            TsType::TsArrayType(_) | TsType::TsTupleType(_) => "Array",
            TsType::TsTypePredicate(predicate) if predicate.asserts => return *Expr::undefined(DUMMY_SP),
            TsType::TsTypePredicate(_) => "Boolean",
            TsType::TsTypeOperator(operator) if operator.op == TsTypeOperatorOp::ReadOnly => return self.value(&operator.type_ann, depth),
            TsType::TsUnionOrIntersectionType(TsUnionOrIntersectionType::TsUnionType(union)) => {
                return self.common(union.types.iter().map(|one| &**one), false, depth);
            }
            TsType::TsUnionOrIntersectionType(TsUnionOrIntersectionType::TsIntersectionType(all)) => {
                return self.common(all.types.iter().map(|one| &**one), true, depth);
            }
            TsType::TsConditionalType(condition) => return self.common([&*condition.true_type, &*condition.false_type].into_iter(), false, depth),
            TsType::TsTypeRef(reference) => return self.named(reference, depth),
            _ => "Object",
        };
        self.global(name)
    }

    /// What all of them are; different ones are objects.
    fn common<'a>(&self, types: impl Iterator<Item = &'a TsType>, intersection: bool, depth: usize) -> Expr {
        let mut found: Option<Expr> = None;
        for one in types {
            let mut one = one;
            while let TsType::TsParenthesizedType(inner) = one {
                one = &inner.type_ann;
            }
            if let TsType::TsKeywordType(keyword) = one {
                match (keyword.kind, intersection) {
                    (TsKeywordTypeKind::TsNeverKeyword, true) => return *Expr::undefined(DUMMY_SP),
                    (TsKeywordTypeKind::TsNeverKeyword, false) | (TsKeywordTypeKind::TsUnknownKeyword, true) => continue,
                    (TsKeywordTypeKind::TsNullKeyword | TsKeywordTypeKind::TsUndefinedKeyword, _) if !self.strict => continue,
                    _ => {}
                }
            }
            let value = self.value(one, depth);
            let is_object = matches!(&value, Expr::Ident(name) if name.sym == *"Object");
            match &found {
                _ if is_object => return value,
                Some(before) if !before.eq_ignore_span(&value) => return self.global("Object"),
                Some(_) => {}
                None => found = Some(value),
            }
        }
        found.unwrap_or_else(|| *Expr::undefined(DUMMY_SP))
    }

    fn named(&self, reference: &TsTypeRef, depth: usize) -> Expr {
        if let TsEntityName::Ident(name) = &reference.type_name {
            match self.known.get(&name.to_id()) {
                Some(Meaning::Alias(alias)) if depth < DEEPEST => return self.value(alias, depth + 1),
                Some(Meaning::Alias(_)) => return self.global("Object"),
                Some(Meaning::Global(name)) => return self.global(name),
                None if name.ctxt == self.free && name.sym == *"ReadonlyArray" => return self.global("Array"),
                None => {}
            }
        }
        // A class, or what has no value at all: `typeof` asks without failing.
        let value = expression(&reference.type_name);
        Expr::Cond(CondExpr { span: DUMMY_SP, test: Box::new(is_class(&value)), cons: Box::new(value), alt: Box::new(self.global("Object")) })
    }
}

/// `A.B` as it is read.
fn expression(name: &TsEntityName) -> Expr {
    match name {
        TsEntityName::Ident(name) => Expr::Ident(Ident::new(name.sym.clone(), DUMMY_SP, name.ctxt)),
        TsEntityName::TsQualifiedName(qualified) => {
            let obj = Box::new(expression(&qualified.left));
            Expr::Member(MemberExpr { span: DUMMY_SP, obj, prop: MemberProp::Ident(qualified.right.clone()) })
        }
    }
}

/// `typeof A !== "undefined" && typeof A.B === "function"`
fn is_class(value: &Expr) -> Expr {
    let parent = match value {
        Expr::Member(member) => Some(exists(&member.obj)),
        _ => None,
    };
    both(parent, compared(value, BinaryOp::EqEqEq, "function"))
}

fn exists(value: &Expr) -> Expr {
    let parent = match value {
        Expr::Member(member) => Some(exists(&member.obj)),
        _ => None,
    };
    both(parent, compared(value, BinaryOp::NotEqEq, "undefined"))
}

fn both(left: Option<Expr>, right: Expr) -> Expr {
    match left {
        Some(left) => Expr::Bin(BinExpr { span: DUMMY_SP, op: BinaryOp::LogicalAnd, left: Box::new(left), right: Box::new(right) }),
        None => right,
    }
}

fn compared(value: &Expr, op: BinaryOp, kind: &str) -> Expr {
    let asked = Expr::Unary(UnaryExpr { span: DUMMY_SP, op: UnaryOp::TypeOf, arg: Box::new(value.clone()) });
    Expr::Bin(BinExpr { span: DUMMY_SP, op, left: Box::new(asked), right: Box::new(kind.into()) })
}

struct Metadata {
    types: Types,
}

/// The type of a parameter; of the rest, that of one of them.
fn annotation(pattern: &Pat) -> Option<&TsType> {
    match pattern {
        Pat::Ident(name) => name.type_ann.as_ref(),
        Pat::Array(array) => array.type_ann.as_ref(),
        Pat::Object(object) => object.type_ann.as_ref(),
        Pat::Assign(assigned) => return annotation(&assigned.left),
        Pat::Rest(rest) => {
            return match rest.type_ann.as_ref().map(|annotation| &*annotation.type_ann) {
                Some(TsType::TsArrayType(array)) => Some(&array.elem_type),
                Some(TsType::TsTypeRef(reference)) => reference.type_params.as_ref().and_then(|all| all.params.first()).map(|one| &**one),
                _ => None,
            };
        }
        _ => None,
    }
    .map(|annotation| &*annotation.type_ann)
}

impl Metadata {
    fn decorator(&self, name: &str, value: Expr) -> Decorator {
        let call = CallExpr { callee: helper("_ts_metadata", Helpers::ts_metadata), args: vec![name.as_arg(), value.as_arg()], ..Default::default() };
        Decorator { span: DUMMY_SP, expr: Box::new(Expr::Call(call)) }
    }

    fn list(&self, values: impl Iterator<Item = Expr>) -> Expr {
        Expr::Array(ArrayLit { span: DUMMY_SP, elems: values.map(|value| Some(value.as_arg())).collect() })
    }

    fn parameters(&self, parameters: &[Param]) -> Expr {
        let is_this = |parameter: &&Param| matches!(&parameter.pat, Pat::Ident(name) if name.sym == *"this");
        self.list(parameters.iter().filter(|parameter| !is_this(parameter)).map(|parameter| self.types.of(annotation(&parameter.pat))))
    }

    fn constructor(&self, class: &mut Class) {
        let constructors = class.body.iter_mut().filter_map(ClassMember::as_mut_constructor);
        let Some(constructor) = constructors.filter(|constructor| constructor.body.is_some()).last() else { return };
        for (index, parameter) in constructor.params.iter_mut().enumerate() {
            let decorators = match parameter {
                ParamOrTsParamProp::Param(parameter) => &mut parameter.decorators,
                ParamOrTsParamProp::TsParamProp(parameter) => &mut parameter.decorators,
            };
            class.decorators.extend(decorators.drain(..).map(|decorator| of_parameter(index, decorator)));
        }
        if class.decorators.is_empty() {
            return;
        }
        let types = constructor.params.iter().map(|parameter| match parameter {
            ParamOrTsParamProp::Param(parameter) => annotation(&parameter.pat),
            ParamOrTsParamProp::TsParamProp(parameter) => match &parameter.param {
                TsParamPropParam::Ident(name) => name.type_ann.as_ref().map(|annotation| &*annotation.type_ann),
                TsParamPropParam::Assign(assigned) => annotation(&assigned.left),
            },
        });
        let types = self.list(types.map(|annotation| self.types.of(annotation)));
        class.decorators.push(self.decorator("design:paramtypes", types));
    }

    fn method(&self, method: &mut ClassMethod, accessors: &[Accessor]) {
        let function = &mut *method.function;
        for (index, parameter) in function.params.iter_mut().enumerate() {
            function.decorators.extend(parameter.decorators.drain(..).map(|decorator| of_parameter(index, decorator)));
        }
        if function.decorators.is_empty() {
            return;
        }
        let returned = |function: &swc_core::ecma::ast::Function| function.return_type.as_ref().map(|annotation| annotation.type_ann.clone());
        let same = |kind: MethodKind| {
            accessors.iter().find(|other| other.kind == kind && other.is_static == method.is_static && other.key.eq_ignore_span(&method.key))
        };
        let (own, parameters) = match method.kind {
            MethodKind::Method => (self.types.global("Function"), self.parameters(&function.params)),
            MethodKind::Getter | MethodKind::Setter => {
                let set = same(MethodKind::Setter);
                let of_set = set.and_then(|set| set.params.first()).and_then(|parameter| annotation(&parameter.pat));
                let of_get = same(MethodKind::Getter).and_then(|get| get.returned.as_deref());
                let parameters = set.map_or_else(|| self.parameters(&function.params), |set| self.parameters(&set.params));
                (self.types.of(of_set.or(of_get)), parameters)
            }
        };
        let mut added = vec![self.decorator("design:type", own), self.decorator("design:paramtypes", parameters)];
        if method.kind == MethodKind::Method {
            let value = match returned(function) {
                Some(annotation) => self.types.value(&annotation, 0),
                None if function.is_async => self.types.global("Promise"),
                None => *Expr::undefined(DUMMY_SP),
            };
            added.push(self.decorator("design:returntype", value));
        }
        function.decorators.extend(added);
    }

    fn property(&self, property: &mut ClassProp) {
        if !property.decorators.is_empty() {
            let value = self.types.of(property.type_ann.as_ref().map(|annotation| &*annotation.type_ann));
            property.decorators.push(self.decorator("design:type", value));
        }
    }
}

/// A getter or setter, for what its other half says.
struct Accessor {
    kind: MethodKind,
    is_static: bool,
    key: PropName,
    params: Vec<Param>,
    returned: Option<Box<TsType>>,
}

/// A function of swc's that the file gets when it is used.
fn helper(name: &str, ask: fn(&Helpers)) -> Callee {
    HELPERS.with(|helpers| {
        ask(helpers);
        Ident::new(name.into(), DUMMY_SP, SyntaxContext::empty().apply_mark(helpers.mark())).as_callee()
    })
}

/// `@(_ts_param(0, decorator))`
fn of_parameter(index: usize, decorator: Decorator) -> Decorator {
    let call = CallExpr { callee: helper("_ts_param", Helpers::ts_param), args: vec![index.as_arg(), decorator.expr.as_arg()], ..Default::default() };
    Decorator { span: decorator.span, expr: Box::new(Expr::Call(call)) }
}

impl VisitMut for Metadata {
    fn visit_mut_class(&mut self, class: &mut Class) {
        class.visit_mut_children_with(self);
        self.constructor(class);
        let methods = class.body.iter().filter_map(ClassMember::as_method).filter(|method| method.kind != MethodKind::Method);
        let accessors: Vec<Accessor> = methods
            .map(|method| Accessor {
                kind: method.kind,
                is_static: method.is_static,
                key: method.key.clone(),
                params: method.function.params.clone(),
                returned: method.function.return_type.as_ref().map(|annotation| annotation.type_ann.clone()),
            })
            .collect();
        for member in &mut class.body {
            match member {
                ClassMember::Method(method) => self.method(method, &accessors),
                ClassMember::ClassProp(property) => self.property(property),
                _ => {}
            }
        }
    }
}
